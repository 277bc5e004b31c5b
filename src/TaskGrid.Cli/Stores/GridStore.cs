using System.Security.Cryptography;
using TaskGrid.Cli.Commands;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Cli.Stores;

/// <summary>A store, and the folder of its bases.</summary>
internal sealed class GridStore
{
    /// <summary>Whose tasks commands work with; a server without keys answers as the same.</summary>
    public const string Tenant = "default";

    private const string Bases = "bases";

    /// <summary>Opens a store; nothing is read or made yet.</summary>
    /// <param name="location">See <see cref="BlobStores.Open(string)"/>.</param>
    /// <param name="basesFolder">The folder of the bases; null: that of the store, or of the default store when this
    /// one is remote.</param>
    public GridStore(string location, string? basesFolder = null)
    {
        Location = location;
        Blobs = BlobStores.Open(location);
        var folder = Blobs is FileBlobStore ? location : GlobalOptions.DefaultStore;
        BasesFolder = Path.GetFullPath(basesFolder ?? Path.Combine(folder, Bases));
    }

    /// <summary>As it was given.</summary>
    public string Location { get; }

    /// <summary>Whether commands without options use it.</summary>
    public bool IsDefault => Location == GlobalOptions.DefaultStore;

    /// <summary>Documents and content.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>The folder of the bases.</summary>
    public string BasesFolder { get; }

    /// <summary>The bases.</summary>
    public BaseCatalog OpenBases() => new(BasesFolder);

    /// <summary>Starts the engine beside whatever else uses the store.</summary>
    /// <param name="trains">Whether jobs that are submitted or watched may train in this process.</param>
    /// <param name="device">Where it computes; null: what is best.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<EmbeddedGrid> OpenEngineAsync(bool trains, string? device, CancellationToken cancellationToken)
    {
        var options = new EmbeddedGridOptions
        {
            Node = $"cli-{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
            Slots = trains ? 1 : 0,
            IsVisitor = true,
            Device = device ?? DeviceNames.Auto,
            MaxFileBytes = long.MaxValue,
        };
        return EmbeddedGrid.StartAsync(Blobs, BasesFolder, options, cancellationToken: cancellationToken);
    }
}
