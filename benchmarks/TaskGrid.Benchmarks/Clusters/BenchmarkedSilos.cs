#if TASKGRID_FULL
using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TaskGrid.Cluster;
using TaskGrid.Node;
using TaskGrid.Orleans;
using TaskGrid.Proofs.Processes;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Silos and a client over one store, in this process.</summary>
internal sealed class BenchmarkedSilos : IAsyncDisposable
{
    private readonly BenchmarkedStore _store;
    private readonly bool _hasDirectoryService;
    private readonly RoutingOptions _routing;
    private readonly List<OrleansHost> _silos = [];
    private OrleansHost? _client;

    private BenchmarkedSilos(BenchmarkedStore store, bool hasDirectoryService, RoutingOptions routing) =>
        (_store, _hasDirectoryService, _routing) = (store, hasDirectoryService, routing);

    /// <summary>The grid as each silo sees it.</summary>
    public IEnumerable<ITaskGrid> Grids => _silos.Select(silo => silo.Grid);

    /// <summary>The grid as a client outside sees it.</summary>
    public ITaskGrid Client => _client!.Grid;

    /// <summary>The services of each silo.</summary>
    public IReadOnlyList<IServiceProvider> Services => [.. _silos.Select(silo => silo.Services)];

    /// <summary>Starts them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="names">A silo for each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="hasDirectoryService">Whether grains are found by Orleans' directory that is a service, and can be asked to forget
    /// one.</param>
    /// <param name="routing">How they route; null: as by default.</param>
    public static async Task<BenchmarkedSilos> StartAsync(
        BenchmarkedStore store,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken,
        bool hasDirectoryService = false,
        RoutingOptions? routing = null)
    {
        var silos = new BenchmarkedSilos(store, hasDirectoryService, routing ?? new RoutingOptions());
        try
        {
            foreach (var name in names) await silos.AddAsync(name, cancellationToken);
            silos._client = await OrleansHost.ConnectAsync(store.Blobs, cancellationToken);
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more silo.</summary>
    /// <returns>Its services.</returns>
    public async Task<IServiceProvider> AddAsync(string name, CancellationToken cancellationToken)
    {
        _silos.Add(await OrleansHost.StartAsync(builder => builder.UseOrleans(silo => Configure(silo, name)), cancellationToken));
        return _silos[^1].Services;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        foreach (var silo in Enumerable.Reverse(_silos)) await silo.DisposeAsync();
    }

    private void Configure(ISiloBuilder silo, string name)
    {
        silo.UseMembership(new MembershipOptions(), _store.Blobs);
#pragma warning disable ORLEANSEXP003 // A preview; it is no promise of Orleans yet.
        if (_hasDirectoryService) silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Configure<SiloOptions>(options => options.SiloName = name);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            (options.SiloPort, options.GatewayPort) = (FreePort.Find(), FreePort.Find());
        });
        silo.UseTaskGrid(new SiloNodeOptions
        {
            Store = _store.Blobs,
            BasesFolder = _store.Bases,
            Routing = _routing,
            Node = new EmbeddedGridOptions { LocalFolder = _store.Local },
        });
    }
}
#endif
