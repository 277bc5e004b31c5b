using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/data/uploads</c>.</summary>
internal static class UploadRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(RouteGroupBuilder uploads)
    {
        uploads.MapPost(
            "",
            async (
                string name,
                long bytes,
                string? purpose,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CancellationToken cancellationToken) =>
            {
                var spec = new GridFileSpec(name, purpose ?? GridFileSpec.FineTune);
                var upload = await grid.Files.Uploads.BeginAsync(spec, bytes, key.Value, cancellationToken);
                return TypedResults.Created("/v1/data/uploads/" + upload.Id, upload);
            })
            .Needs(ApiScope.Train).WithSummary("Begins an upload in parts.");
        uploads.MapGet("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Files.Uploads.GetAsync(id, cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("One upload and the parts that are there.");
        uploads.MapPost(
            "/{id}/parts",
            async (string id, HttpRequest request, ITaskGrid grid, CancellationToken cancellationToken) =>
                TypedResults.Ok(await grid.Files.Uploads.AddPartAsync(id, request.Body, cancellationToken)))
            .Needs(ApiScope.Train).WithMetadata(new BodyLimit(IGridUploads.MaxPartBytes), new RawBody(false, RawBody.Octets))
            .WithSummary("Adds the body as a part.");
        uploads.MapPost(
            "/{id}/complete",
            async (string id, UploadBody body, ITaskGrid grid, CancellationToken cancellationToken) =>
            {
                if (body.Parts.Any(part => part is null))
                    throw ApiException.Invalid("A part is null; ids are needed.", "parts");
                var file = await grid.Files.Uploads.CompleteAsync(id, body.Parts, cancellationToken);
                return TypedResults.Created("/v1/data/" + file.Id, file);
            })
            .Needs(ApiScope.Train).WithSummary("Makes the data file of its parts.");
        uploads.MapDelete("/{id}", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await grid.Files.Uploads.CancelAsync(id, key.Value, cancellationToken);
            return TypedResults.NoContent();
        }).Needs(ApiScope.Train).WithSummary("Gives an upload up.");
    }
}
