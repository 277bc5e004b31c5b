using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/tasks/TASK/aliases</c>.</summary>
internal static class AliasRoutes
{
    /// <summary>Maps the addresses.</summary>
    /// <param name="tasks">The group of tasks.</param>
    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapGet(
            "/{task}/aliases/{alias}",
            async (string task, string alias, ITaskGrid grid, CancellationToken cancellationToken) =>
                TypedResults.Ok((await grid.Tasks.GetAsync(task, cancellationToken)).FindAlias(alias)))
            .Needs(ApiScope.Read).WithSummary("One alias.");
        tasks.MapPut(
            "/{task}/aliases/{alias}",
            async (
                string task,
                string alias,
                AliasBody body,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                if (body.Targets.Any(target => target is null))
                    throw ApiException.Invalid("A target is null; a version is needed.", "targets");
                return TypedResults.Ok(
                    await grid.Tasks.SetAliasAsync(task, alias, body.Targets, key.Value, cancellationToken));
            })
            .Needs(ApiScope.Train).WithSummary("Points an alias at versions.");
        tasks.MapDelete(
            "/{task}/aliases/{alias}",
            async (
                string task,
                string alias,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                await grid.Tasks.DeleteAliasAsync(task, alias, key.Value, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(ApiScope.Train).WithSummary("Removes an alias; the versions stay.");
        tasks.MapPost(
            "/{task}/aliases/{alias}/rollback",
            async (
                string task,
                string alias,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
                TypedResults.Ok(await grid.Tasks.RollBackAliasAsync(task, alias, key.Value, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Points an alias at what it named before.");
    }
}
