namespace TaskGrid.Proofs.Stores;

/// <summary>The kinds of stores that proofs run on.</summary>
internal static class StoreKinds
{
    /// <summary>A folder.</summary>
    public const string Folder = "folder";

    /// <summary>A container of an Azurite.</summary>
    public const string Azure = "azure";

    /// <summary>A new, empty store of a kind.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: there is no Azurite.</exception>
    public static async Task<TemporaryStore> OpenAsync(string kind)
    {
        if (kind == Folder)
        {
            var folder = new ScratchFolder();
            return new TemporaryStore(new StoreAddress(folder["store"]), folder);
        }

        if (AzuriteProcess.Missing is { } missing)
            throw new TaskGridException(
                ErrorCodes.FileNotFound, $"The store '{Azure}' {missing}. Run that first, or leave this store out.");
        var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        return new TemporaryStore(StoreAddress.NewContainer(azurite), azurite);
    }
}
