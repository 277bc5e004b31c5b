using Azure;
using Azure.Storage.Blobs;

namespace TaskGrid.Storage;

/// <summary>Runs requests on a container that is there, and explains those that fail.</summary>
/// <param name="client">The container.</param>
/// <param name="name">What messages call it.</param>
internal sealed class AzureContainer(BlobContainerClient client, string name)
{
    private volatile bool _isMade;

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public async Task<T> RunAsync<T>(
        Func<BlobContainerClient, Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
            return await request(client);
        }
        catch (Exception exception) when (AzureErrors.Explain(name, exception) is { } explained)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw explained;
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (_isMade) return;
        try
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (AzureErrors.IsNotAllowed(exception))
        {
            // Many credentials may use a container but not make one. If it is missing, the request will say so.
        }

        _isMade = true;
    }
}
