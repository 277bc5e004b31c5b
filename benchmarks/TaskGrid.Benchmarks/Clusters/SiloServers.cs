#if TASKGRID_FULL
using TaskGrid.Proofs.Processes;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Processes of <c>taskgrid serve --engine orleans</c> over one store, and a client of Orleans in this one.</summary>
internal sealed class SiloServers : IAsyncDisposable
{
    private readonly BenchmarkedStore _store;
    private readonly bool _isPinned;
    private readonly List<ServerProcess> _servers = [];
    private readonly List<Uri> _urls = [];
    private OrleansHost? _client;

    private SiloServers(BenchmarkedStore store, bool isPinned) => (_store, _isPinned) = (store, isPinned);

    /// <summary>The grid as a client outside sees it.</summary>
    public ITaskGrid Grid => _client!.Grid;

    /// <summary>How many there are.</summary>
    public int Count => _servers.Count;

    /// <summary>Where each listens.</summary>
    public IReadOnlyList<Uri> Urls => _urls;

    /// <summary>Starts them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="count">How many.</param>
    /// <param name="isPinned">Whether each has a processor of its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SiloServers> StartAsync(
        BenchmarkedStore store, int count, bool isPinned, CancellationToken cancellationToken)
    {
        var servers = new SiloServers(store, isPinned);
        try
        {
            for (var i = 0; i < count; i++)
            {
                servers._servers.Add(servers.Start(i));
                servers._urls.Add(await servers._servers[i].ReadyAsync().WaitAsync(cancellationToken));
            }

            servers._client = await OrleansHost.ConnectAsync(store.Blobs, cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The name of a node.</summary>
    public static string NameOf(int silo) => $"silo-{silo + 1}";

    /// <summary>Stops one as an upgrade does, and starts it again.</summary>
    public async Task RestartAsync(int silo, CancellationToken cancellationToken)
    {
        await Task.Run(_servers[silo].Stop, CancellationToken.None).WaitAsync(cancellationToken);
        _servers[silo].Dispose();
        _servers[silo] = Start(silo);
        _urls[silo] = await _servers[silo].ReadyAsync().WaitAsync(cancellationToken);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill(int silo) => _servers[silo].Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        foreach (var server in _servers) server.Dispose();
    }

    private ServerProcess Start(int silo) => ServerProcess.Start(new ServerSettings
    {
        Store = _store.Address,
        Bases = _store.Bases,
        Folder = Path.Combine(_store.Local, NameOf(silo)),
        Node = NameOf(silo),
        Processor = _isPinned ? silo : null,
        Options = ["--engine", "orleans"],
    });
}
#endif
