using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace TaskGrid.Storage;

/// <summary>
/// Uploads one blob: in one request when it is small, otherwise block by block with one block in memory. The condition
/// is that of the request which makes it visible.
/// </summary>
/// <param name="blob">The blob.</param>
/// <param name="condition">When it may be written.</param>
internal sealed class AzureUpload(BlockBlobClient blob, BlobCondition condition)
{
    private const int BlockBytes = 8 << 20;

    // Kept with the blob, so that a retry finds out that the try before it did succeed.
    private const string WriteIdKey = "taskgridwrite";

    // In the ids of blocks too: the service keeps the unfinished blocks of all writers of a blob in one place, and
    // ids that only count would mix their contents.
    private readonly string _writeId = Guid.NewGuid().ToString("N");

    /// <summary>Uploads a stream from its position to its end.</summary>
    /// <returns>The new ETag, or null when the condition did not hold.</returns>
    /// <exception cref="RequestFailedException">The service cannot be used.</exception>
    public async Task<string?> RunAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var block = ReadBuffer.For(content, BlockBytes);
            var read = await ReadAsync(content, block, cancellationToken);
            return read < block.Length
                ? await PutAsync(new MemoryStream(block, 0, read), cancellationToken)
                : await PutBlocksAsync(content, block, cancellationToken);
        }
        catch (RequestFailedException exception)
            when (condition != BlobCondition.None && AzureErrors.IsConditionNotMet(exception))
        {
            return await OwnETagAsync(cancellationToken);
        }
    }

    private static ValueTask<int> ReadAsync(Stream content, byte[] block, CancellationToken cancellationToken) =>
        content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);

    private async Task<string> PutAsync(MemoryStream content, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = AzureConditions.Of(condition),
            Metadata = Metadata(),
            TransferOptions = new() { InitialTransferSize = BlockBytes },
        };
        return AzureConditions.TextOf((await blob.UploadAsync(content, options, cancellationToken)).Value.ETag);
    }

    private async Task<string> PutBlocksAsync(Stream content, byte[] block, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        for (var read = block.Length; read > 0; read = await ReadAsync(content, block, cancellationToken))
        {
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_writeId}{ids.Count:d6}")));
            await blob.StageBlockAsync(ids[^1], new MemoryStream(block, 0, read), null, cancellationToken);
        }

        var options = new CommitBlockListOptions
        {
            Conditions = AzureConditions.Of(condition),
            Metadata = Metadata(),
        };
        return AzureConditions.TextOf((await blob.CommitBlockListAsync(ids, options, cancellationToken)).Value.ETag);
    }

    // The first try may have been done and only its answer lost: then the condition fails for the retry.
    private async Task<string?> OwnETagAsync(CancellationToken cancellationToken)
    {
        var found = await AzureProperties.FindAsync(blob, cancellationToken);
        return found?.Metadata.TryGetValue(WriteIdKey, out var id) == true && id == _writeId
            ? AzureConditions.TextOf(found.ETag)
            : null;
    }

    private Dictionary<string, string> Metadata() => new() { [WriteIdKey] = _writeId };
}
