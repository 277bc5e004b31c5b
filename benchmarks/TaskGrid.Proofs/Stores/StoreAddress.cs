using TaskGrid.Storage;

namespace TaskGrid.Proofs.Stores;

/// <summary>A store that a server is started on and that this process looks into.</summary>
/// <param name="Location">See <see cref="BlobStores.Open(string)"/>.</param>
/// <param name="AzureConnection">The account's connection string; null for a folder.</param>
internal sealed record StoreAddress(string Location, string? AzureConnection = null)
{
    /// <summary>A new container of an Azurite.</summary>
    public static StoreAddress NewContainer(AzuriteProcess azurite) =>
        new($"azure:c{Guid.NewGuid():N}", azurite.Connection);

    /// <summary>Opens it.</summary>
    public IBlobStore Open() => BlobStores.Open(Location, AzureConnection, AzureLocation.DefaultOptions());
}
