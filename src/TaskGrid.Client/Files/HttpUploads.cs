using TaskGrid.Client.Http;

namespace TaskGrid.Client.Files;

/// <summary>Uploads in parts over HTTP.</summary>
internal sealed class HttpUploads(ApiConnection api) : IGridUploads
{
    public Task<GridUpload> BeginAsync(
        GridFileSpec spec, long bytes, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var path = Root().With("name", spec.Name).With("purpose", spec.Purpose).With("bytes", bytes);
        var call = ApiCall.Post(path) with { IdempotencyKey = IdempotencyKey.Of(idempotencyKey) };
        return api.ReadAsync(call, ClientJson.Default.GridUpload, cancellationToken);
    }

    public Task<GridUpload> GetAsync(string id, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Of(id)), ClientJson.Default.GridUpload, cancellationToken);

    public Task<GridUploadPart> AddPartAsync(string id, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var call = ApiCall.Post(Of(id).Then("parts")) with
        {
            Content = StreamBody.Of(content),
            ContentRepeats = content.CanSeek,
            IsRepeatable = true, // a part is known by its content
            IsLong = true,
        };
        return api.ReadAsync(call, ClientJson.Default.GridUploadPart, cancellationToken);
    }

    public Task<GridFile> CompleteAsync(string id, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var call = ApiCall.Post(Of(id).Then("complete")) with
        {
            Content = JsonBody.Of(new UploadParts(parts), ClientJson.Default.UploadParts),
            IsRepeatable = true,
            IsLong = true,
        };
        return api.ReadAsync(call, ClientJson.Default.GridFile, cancellationToken);
    }

    public Task CancelAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.DoAsync(ApiCall.Delete(Of(id)).Once(idempotencyKey), cancellationToken);

    private static ApiPath Root() => new ApiPath().Then("data").Then("uploads");

    private static ApiPath Of(string id) => Root().Then(id, ErrorCodes.UploadNotFound);
}
