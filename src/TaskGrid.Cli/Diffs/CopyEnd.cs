using TaskGrid.Cli.Running;
using TaskGrid.Cli.Stores;

namespace TaskGrid.Cli.Diffs;

/// <summary>Where a copied version comes from or goes to: a store, or the server of <c>--server</c>.</summary>
internal sealed class CopyEnd
{
    private readonly CommandRun? _run;

    private CopyEnd(string location, GridStore? store, CommandRun? run) => (Location, Store, _run) = (location, store, run);

    /// <summary>As it was given.</summary>
    public string Location { get; }

    /// <summary>The store; null: a server, which has its bases itself.</summary>
    public GridStore? Store { get; }

    /// <summary>A store, or what the command works with when none is named.</summary>
    public static CopyEnd Of(string? location, CommandRun run) =>
        location is null && run.Server is { } server
            ? new(server.OriginalString, null, run)
            : Of(location is null ? run.OpenStore() : new GridStore(location));

    /// <summary>A store.</summary>
    public static CopyEnd Of(GridStore store) => new(store.Location, store, null);

    /// <summary>Opens it.</summary>
    public Task<GridSession> OpenAsync(CancellationToken cancellationToken) =>
        Store is null ? _run!.OpenGridAsync() : GridSession.OpenAsync(Store, trains: false, device: null, cancellationToken);
}
