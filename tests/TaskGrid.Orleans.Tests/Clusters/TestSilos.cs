using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using TaskGrid.Cluster;
using TaskGrid.Node;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Silos in this process that share a folder as their store.</summary>
public sealed class TestSilos : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SampleBases _bases = new();
    private readonly InProcessTestCluster _cluster;

    private TestSilos(short silos, RoutingOptions? routing, Func<int, SiloNodeOptions, SiloNodeOptions>? change, Action<ISiloBuilder>? add)
    {
        var made = 0;
        Store = new FileBlobStore(_folder["store"]);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((own, silo) =>
        {
            // Its own: TestingHost gives the name of a stopped silo to another one.
            silo.Services.PostConfigure<SiloOptions>(options => options.SiloName = $"silo-{own.SiloPort}");
            var options = new SiloNodeOptions
            {
                Store = Store,
                BasesFolder = _bases.Path,
                Routing = routing ?? new RoutingOptions(),
                ReportEvery = TimeSpan.FromMilliseconds(200),
                Node = new EmbeddedGridOptions
                {
                    RefreshEvery = TimeSpan.FromMilliseconds(200), LocalFolder = _folder["local"],
                },
            };
            silo.UseTaskGrid(change?.Invoke(Interlocked.Increment(ref made), options) ?? options);
            add?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.UseTaskGrid(Store));
        _cluster = builder.Build();
    }

    /// <summary>What the silos share.</summary>
    internal FileBlobStore Store { get; }

    /// <summary>The cluster.</summary>
    internal InProcessTestCluster Cluster => _cluster;

    /// <summary>The grid as a client outside sees it.</summary>
    public OrleansGrid Client => _cluster.Client.ServiceProvider.GetRequiredService<OrleansGrid>();

    /// <summary>Starts silos and a client.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="routing">How they route.</param>
    /// <param name="change">Changes the settings of the first, the second and so on; their order in the cluster may be another.</param>
    /// <param name="add">Adds to a silo.</param>
    internal static async Task<TestSilos> StartAsync(
        short silos,
        RoutingOptions? routing = null,
        Func<int, SiloNodeOptions, SiloNodeOptions>? change = null,
        Action<ISiloBuilder>? add = null)
    {
        var cluster = new TestSilos(silos, routing, change, add);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>A service of one silo.</summary>
    internal T Of<T>(int silo)
        where T : notnull => _cluster.Silos[silo].ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        _bases.Dispose();
        _folder.Dispose();
    }
}
