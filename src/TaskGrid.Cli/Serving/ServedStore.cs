using TaskGrid.Storage;

namespace TaskGrid.Cli.Serving;

/// <summary>The store of a server, and the folder of its bases.</summary>
internal sealed class ServedStore
{
    private const string Bases = "bases";

    /// <summary>Opens a store.</summary>
    /// <param name="location">See <see cref="BlobStores.Open(string)"/>.</param>
    /// <param name="basesFolder">The folder of the bases; null: that of the store, or of the default store when this
    /// one is remote.</param>
    public ServedStore(string location, string? basesFolder)
    {
        Location = location;
        Blobs = BlobStores.Open(location);
        var folder = Blobs is FileBlobStore ? location : "./.taskgrid";
        BasesFolder = Path.GetFullPath(basesFolder ?? Path.Combine(folder, Bases));
    }

    /// <summary>As it was given.</summary>
    public string Location { get; }

    /// <summary>Documents and content.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>The folder of the bases.</summary>
    public string BasesFolder { get; }
}
