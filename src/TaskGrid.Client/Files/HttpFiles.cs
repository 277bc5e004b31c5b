using TaskGrid.Client.Http;

namespace TaskGrid.Client.Files;

/// <summary>Data files over HTTP.</summary>
internal sealed class HttpFiles(ApiConnection api, int partBytes) : IGridFiles
{
    public IGridUploads Uploads { get; } = new HttpUploads(api);

    public Task<GridFile> UploadAsync(
        GridFileSpec spec, Stream content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(content);
        if (content.CanSeek && content.Length - content.Position > partBytes)
            return PartedUpload.RunAsync(Uploads, spec, content, partBytes, idempotencyKey, cancellationToken);
        var call = ApiCall.Post(Root().With("name", spec.Name).With("purpose", spec.Purpose)) with
        {
            Content = StreamBody.Of(content),
            ContentRepeats = content.CanSeek,
            IdempotencyKey = IdempotencyKey.Of(idempotencyKey),
            IsLong = true,
        };
        return api.ReadAsync(call, ClientJson.Default.GridFile, cancellationToken);
    }

    public Task<GridFile> GetAsync(string id, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Of(id)), ClientJson.Default.GridFile, cancellationToken);

    public Task<ListPage<GridFile>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Root().With(page)), ClientJson.Default.ListPageGridFile, cancellationToken);

    public Task<Stream> OpenAsync(string id, CancellationToken cancellationToken) =>
        api.OpenAsync(ApiCall.Get(Of(id).Then("content")) with { Accept = "*/*" }, cancellationToken);

    public Task DeleteAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.DoAsync(ApiCall.Delete(Of(id)).Once(idempotencyKey), cancellationToken);

    private static ApiPath Root() => new ApiPath().Then("data");

    private static ApiPath Of(string id) => Root().Then(id, ErrorCodes.FileNotFound);
}
