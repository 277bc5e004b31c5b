using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace TaskGrid.Storage;

/// <summary>Asks for a blob's properties.</summary>
internal static class AzureProperties
{
    /// <returns>Null when there is no such blob.</returns>
    /// <exception cref="RequestFailedException">The service cannot be used.</exception>
    public static async Task<BlobProperties?> FindAsync(BlobBaseClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(null, cancellationToken)).Value;
        }
        catch (RequestFailedException exception) when (AzureErrors.IsNoBlob(exception))
        {
            return null;
        }
    }
}
