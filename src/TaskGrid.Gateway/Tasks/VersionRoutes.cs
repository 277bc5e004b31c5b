using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/tasks/TASK/versions</c>.</summary>
internal static class VersionRoutes
{
    /// <summary>Maps the addresses.</summary>
    /// <param name="tasks">The group of tasks.</param>
    public static void Map(RouteGroupBuilder tasks)
    {
        var uploads = new BodyLimit(tasks.FileLimit());
        tasks.MapPost(
            "/{task}/versions",
            async (
                string task,
                string? publishTo,
                [AsParameters] IdempotencyKey key,
                HttpRequest request,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                // Left out: live. Given without a value: none.
                var alias = publishTo is null ? AliasSnapshot.Live : publishTo.Length == 0 ? null : publishTo;
                var version = await grid.Tasks.ImportVersionAsync(
                    task, request.Body, alias, key.Value, cancellationToken);
                return TypedResults.Created($"/v1/tasks/{task}/versions/{version.Number}", version);
            })
            .Needs(ApiScope.Train).WithMetadata(uploads, new RawBody(false, RawBody.Octets))
            .WithSummary("Stores a .tgdiff file as the next version.");
        tasks.MapGet(
            "/{task}/versions/{version:int}",
            async (string task, int version, ITaskGrid grid, CancellationToken cancellationToken) =>
                TypedResults.Ok((await grid.Tasks.GetAsync(task, cancellationToken)).FindVersion(version)))
            .Needs(ApiScope.Read).WithSummary("One version.");
        tasks.MapGet(
            "/{task}/versions/{version:int}/diff",
            async (string task, int version, ITaskGrid grid, CancellationToken cancellationToken) =>
                TypedResults.Stream(await grid.Tasks.OpenDiffAsync(task, version, cancellationToken), RawBody.Octets))
            .Needs(ApiScope.Read).WithMetadata(new RawBody(true, RawBody.Octets)).WithSummary("A version's diff file.");
        tasks.MapDelete(
            "/{task}/versions/{version:int}",
            async (
                string task,
                int version,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                await grid.Tasks.DeleteVersionAsync(task, version, key.Value, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(ApiScope.Admin).WithSummary("Removes a version that no alias names.");
        tasks.MapPost(
            "/{task}/versions/{version:int}/prefetch",
            async (string task, int version, ITaskGrid grid, CancellationToken cancellationToken) =>
            {
                await grid.Tasks.PrefetchAsync(task, version, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(ApiScope.Predict).WithSummary("Loads a version, for requests to come.");
        const string Pin = "/{task}/versions/{version:int}/pin";
        tasks.MapPut(Pin, async (string task, int version, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Tasks.PinVersionAsync(task, version, isPinned: true, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Keeps a version in memory.");
        tasks.MapDelete(Pin, async (string task, int version, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Tasks.PinVersionAsync(task, version, isPinned: false, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Lets a version go when others are asked for more.");
    }
}
