using TaskGrid.Cli.Stores;
using TaskGrid.Client;
using TaskGrid.Node;

namespace TaskGrid.Cli.Running;

/// <summary>The grid that a command works with: the engine in this process over a store, or a server.</summary>
internal sealed class GridSession : IAsyncDisposable
{
    private readonly EmbeddedGrid? _engine;
    private readonly IDisposable? _client;

    private GridSession(ITaskGrid grid, string place, string options, EmbeddedGrid? engine, IDisposable? client) =>
        (Grid, Place, Options, _engine, _client) = (grid, place, options, engine, client);

    /// <summary>The port.</summary>
    public ITaskGrid Grid { get; }

    /// <summary>The bases of the store; null: it is a server.</summary>
    public BaseCatalog? Bases => _engine?.Bases;

    /// <summary>What messages call it.</summary>
    public string Place { get; }

    /// <summary>The options that lead another command here, with a space before; empty for the default store.</summary>
    public string Options { get; }

    /// <summary>Whether it is elsewhere: what runs there goes on without this process.</summary>
    public bool IsServer => _client is not null;

    /// <summary>Opens the engine over a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="trains">Whether jobs that are submitted or watched may train here.</param>
    /// <param name="device">Where it computes; null: what is best.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<GridSession> OpenAsync(
        GridStore store, bool trains, string? device, CancellationToken cancellationToken)
    {
        var engine = await store.OpenEngineAsync(trains, device, cancellationToken);
        var options = store.IsDefault ? "" : $" --store {store.Location}";
        return new(engine.ForTenant(GridStore.Tenant), $"the store '{store.Location}'", options, engine, null);
    }

    /// <summary>Makes a client of a server; nothing is sent yet.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="key">The key, or null.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: address or key.</exception>
    public static GridSession Connect(Uri server, string? key)
    {
        var client = new TaskGridClient(new TaskGridClientOptions { Endpoint = server, Key = key });
        return new(client, $"the server {server.OriginalString}", $" --server {server.OriginalString}", null, client);
    }

    /// <summary>Ends what trains here, with a checkpoint, or closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        _client?.Dispose();
    }
}
