using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace TaskGrid.Storage;

/// <summary>
/// Blobs of an Azure storage container, or those below a prefix of it. Conditions are the service's own. The container
/// is made when it is missing and the credential allows it. <see cref="BlobStores.Open(string)"/> opens one.
/// </summary>
public sealed class AzureBlobStore : IBlobStore
{
    private readonly AzureContainer _container;
    private readonly string _prefix;

    internal AzureBlobStore(BlobContainerClient container, string prefix)
    {
        _prefix = prefix.Length == 0 ? "" : $"{prefix}/";
        // Nothing of a query: it may hold a shared access signature.
        var address = container.Uri.GetComponents(
            UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);
        Name = $"{address.TrimEnd('/')}/{prefix}".TrimEnd('/');
        _container = new AzureContainer(container, Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default) => RunAsync(
        key,
        async blob =>
        {
            try
            {
                var answer = await blob.DownloadStreamingAsync(null, cancellationToken);
                var details = answer.Value.Details;
                return new Blob(
                    Info(key, details.ETag, details.ContentLength, details.LastModified),
                    new ExplainedStream(answer.Value.Content, ExplainReading));
            }
            catch (RequestFailedException exception) when (AzureErrors.IsNoBlob(exception))
            {
                return null;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default) => RunAsync(
        key,
        async blob => await AzureProperties.FindAsync(blob, cancellationToken) is { } found
            ? Info(key, found.ETag, found.ContentLength, found.LastModified)
            : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default) =>
        RunAsync(
            key, blob => new AzureUpload(blob, condition).RunAsync(content, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            key,
            async blob =>
            {
                try
                {
                    var condition = ifMatch is null ? BlobCondition.None : BlobCondition.IfMatch(ifMatch);
                    await blob.DeleteAsync(
                        DeleteSnapshotsOption.IncludeSnapshots, AzureConditions.Of(condition), cancellationToken);
                    return true;
                }
                catch (RequestFailedException exception) when (AzureErrors.IsConditionNotMet(exception))
                {
                    return false;
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? next = null;
        do
        {
            var page = await _container.RunAsync(
                container => PageAsync(container, _prefix + prefix, next, cancellationToken), cancellationToken);
            foreach (var item in page.Values)
            {
                var key = item.Name[_prefix.Length..];
                if (BlobKey.IsValid(key)) yield return Info(key, item.Properties);
            }

            next = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private static async Task<Page<BlobItem>> PageAsync(
        BlobContainerClient container, string prefix, string? next, CancellationToken cancellationToken)
    {
        var pages = container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken).AsPages(next);
        await using var page = pages.GetAsyncEnumerator(cancellationToken);
        await page.MoveNextAsync();
        return page.Current;
    }

    private static BlobInfo Info(string key, BlobItemProperties properties) => Info(
        key,
        properties.ETag.GetValueOrDefault(),
        properties.ContentLength.GetValueOrDefault(),
        properties.LastModified.GetValueOrDefault());

    private static BlobInfo Info(string key, ETag eTag, long bytes, DateTimeOffset modifiedAt) =>
        new(key, AzureConditions.TextOf(eTag), bytes, modifiedAt);

    private async Task<T> RunAsync<T>(
        string key, Func<BlockBlobClient, Task<T>> request, CancellationToken cancellationToken)
    {
        var name = _prefix + BlobKey.Check(key);
        return await _container.RunAsync(
            container => request(container.GetBlockBlobClient(name)), cancellationToken);
    }

    private TaskGridException? ExplainReading(Exception exception) => AzureErrors.Explain(Name, exception);
}
