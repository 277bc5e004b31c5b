using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/files</c>: the same files as <c>/v1/data</c>.</summary>
internal static class OpenAiFileRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/v1/files").WithTags("openai");
        files.MapPost(
            "",
            async (
                HttpRequest request, ITaskGrid grid, GatewayOptions options, CancellationToken cancellationToken) =>
            {
                var file = await OpenAiFileUpload.StoreAsync(request, grid.Files, options.Limits, cancellationToken);
                return OpenAiReply.Json(OpenAiFile.Of(file), OpenAiJson.Default.OpenAiFile);
            })
            .Needs(ApiScope.Train)
            .WithMetadata(new BodyLimit(routes.FileLimit() + OpenAiFileUpload.FormBytes));
        files.MapGet("", async (
            ITaskGrid grid, string? after, int? limit, string? purpose, CancellationToken cancellationToken) =>
        {
            var page = await grid.Files.ListAsync(Pages.Of(after, limit), cancellationToken);
            var data = page.Items.Where(file => purpose is null || file.Purpose == purpose).Select(OpenAiFile.Of);
            return OpenAiReply.Json(
                OpenAiList<OpenAiFile>.Of([.. data], page.HasMore, file => file.Id),
                OpenAiJson.Default.OpenAiListOpenAiFile);
        }).Needs(ApiScope.Read);
        files.MapGet("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            OpenAiReply.Json(
                OpenAiFile.Of(await grid.Files.GetAsync(id, cancellationToken)), OpenAiJson.Default.OpenAiFile))
            .Needs(ApiScope.Read);
        files.MapGet("/{id}/content", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Stream(await grid.Files.OpenAsync(id, cancellationToken), "application/octet-stream"))
            .Needs(ApiScope.Read);
        files.MapDelete("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await grid.Files.DeleteAsync(id, cancellationToken);
            return OpenAiReply.Json(new OpenAiDeleted(id, "file", true), OpenAiJson.Default.OpenAiDeleted);
        }).Needs(ApiScope.Train);
    }
}
