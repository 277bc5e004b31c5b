using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/files</c>: the same files as <c>/v1/data</c>.</summary>
internal static class OpenAiFileRoutes
{
    // As OpenAI has it: its clients take the first page for all files.
    private const int PageFiles = 10_000;

    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/v1/files").WithTags("openai");
        files.MapPost(
            "",
            async (
                HttpRequest request,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                GatewayOptions options,
                CancellationToken cancellationToken) =>
            {
                var file = await OpenAiFileUpload.StoreAsync(
                    request, key.Value, grid.Files, options.Limits, cancellationToken);
                return OpenAiReply.Json(OpenAiFile.Of(file), OpenAiJson.Wire.OpenAiFile);
            })
            .Needs(ApiScope.Train)
            .WithMetadata(
                new BodyLimit(routes.FileLimit(), OpenAiFileUpload.FormBytes), new RawBody(false, RawBody.Form))
            .Produces<OpenAiFile>().WithSummary("Stores a file.");
        files.MapGet("", async (
            ITaskGrid grid,
            string? after,
            int? limit,
            string? purpose,
            string? order,
            CancellationToken cancellationToken) =>
        {
            if (order is not (null or "asc" or "desc"))
                throw ApiException.Invalid("'order' is 'asc', the oldest first, or 'desc', the newest first.", "order");
            var asked = Pages.Of(after, limit, PageFiles, PageFiles);
            var page = order == "asc" ? await OldestFirstAsync(asked, ReadAsync, IsWanted)
                : await Pages.OfAsync(asked, ReadAsync, file => file.Id, IsWanted);
            return OpenAiReply.Json(
                OpenAiList<OpenAiFile>.Of([.. page.Items.Select(OpenAiFile.Of)], page.HasMore, file => file.Id),
                OpenAiJson.Wire.OpenAiListOpenAiFile);

            Task<ListPage<GridFile>> ReadAsync(PageRequest part) => grid.Files.ListAsync(part, cancellationToken);

            bool IsWanted(GridFile file) => purpose is null || file.Purpose == purpose;
        }).Needs(ApiScope.Read).Produces<OpenAiList<OpenAiFile>>().WithSummary("Files, the newest first unless 'order' is 'asc'.");
        files.MapGet("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            OpenAiReply.Json(
                OpenAiFile.Of(await grid.Files.GetAsync(id, cancellationToken)), OpenAiJson.Wire.OpenAiFile))
            .Needs(ApiScope.Read).Produces<OpenAiFile>().WithSummary("One file.");
        files.MapGet("/{id}/content", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Stream(await grid.Files.OpenAsync(id, cancellationToken), RawBody.Octets))
            .Needs(ApiScope.Read).WithMetadata(new RawBody(true, RawBody.Octets)).WithSummary("A file's content.");
        files.MapDelete("/{id}", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await grid.Files.DeleteAsync(id, key.Value, cancellationToken);
            return OpenAiReply.Json(new OpenAiDeleted(id, "file", true), OpenAiJson.Wire.OpenAiDeleted);
        }).Needs(ApiScope.Train).Produces<OpenAiDeleted>().WithSummary("Removes a file.");
    }
    // Ids are by time: what is newer than 'after' is the head of the list, which has the newest first.
    private static async Task<ListPage<GridFile>> OldestFirstAsync(
        PageRequest page, Func<PageRequest, Task<ListPage<GridFile>>> read, Func<GridFile, bool> isWanted)
    {
        var newer = new List<GridFile>();
        await foreach (var file in Pages.AllAsync(read, file => file.Id))
        {
            if (page.After is { } after && string.CompareOrdinal(file.Id, after) <= 0) break;
            if (isWanted(file)) newer.Add(file);
        }

        newer.Reverse();
        return new ListPage<GridFile>([.. newer.Take(page.Limit)], newer.Count > page.Limit);
    }
}
