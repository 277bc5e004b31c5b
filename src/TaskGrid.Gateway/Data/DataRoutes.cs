using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/data</c>.</summary>
internal static class DataRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/v1/data").WithTags("data");
        data.MapPost(
            "",
            async (
                string name,
                string? purpose,
                [AsParameters] IdempotencyKey key,
                HttpRequest request,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                var spec = new GridFileSpec(name, purpose ?? GridFileSpec.FineTune);
                var file = await grid.Files.UploadAsync(spec, request.Body, key.Value, cancellationToken);
                return TypedResults.Created("/v1/data/" + file.Id, file);
            })
            .Needs(ApiScope.Train).WithMetadata(new BodyLimit(routes.FileLimit()), new RawBody(false, RawBody.Octets))
            .WithSummary("Stores the body as a data file.");
        UploadRoutes.Map(data.MapGroup("/uploads"));
        data.MapGet("", async (ITaskGrid grid, string? after, int? limit, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Files.ListAsync(Pages.Of(after, limit), cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("Data files, the newest first.");
        data.MapGet("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Files.GetAsync(id, cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("One data file.");
        data.MapGet("/{id}/content", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Stream(await grid.Files.OpenAsync(id, cancellationToken), RawBody.Octets))
            .Needs(ApiScope.Read).WithMetadata(new RawBody(true, RawBody.Octets)).WithSummary("A data file's content.");
        data.MapDelete("/{id}", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await grid.Files.DeleteAsync(id, key.Value, cancellationToken);
            return TypedResults.NoContent();
        }).Needs(ApiScope.Train).WithSummary("Removes a data file.");
    }
}
