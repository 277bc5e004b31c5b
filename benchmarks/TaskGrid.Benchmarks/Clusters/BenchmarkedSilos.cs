#if TASKGRID_FULL
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Node;
using TaskGrid.Orleans;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Two silos, a client and an embedded engine over one store, in this process.</summary>
internal sealed class BenchmarkedSilos : IAsyncDisposable
{
    private static readonly string[] Names = ["one", "two"];
    private readonly List<IHost> _hosts = [];
    private EmbeddedGrid _engine = null!;

    /// <summary>Starts them.</summary>
    public static async Task<BenchmarkedSilos> StartAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        var silos = new BenchmarkedSilos { _engine = await store.StartEngineAsync(cancellationToken) };
        foreach (var name in Names)
            await silos.AddAsync(builder => builder.UseOrleans(silo => Configure(silo, name, store)), cancellationToken);
        await silos.AddAsync(
            builder => builder.UseOrleansClient(client =>
                client.UseMembership(new MembershipOptions(), store.Blobs).UseTaskGrid(store.Blobs)),
            cancellationToken);
        return silos;
    }

    /// <summary>Asks each in turn.</summary>
    public async Task<ClusterTimes> MedianSecondsAsync(int requests, CancellationToken cancellationToken)
    {
        var request = new PredictRequest { Model = BenchmarkedStore.Task, Inputs = [new("a good film")] };
        ITaskGrid[] grids =
        [
            _engine.ForTenant("t"), .. _hosts.Select(host => host.Services.GetRequiredService<OrleansGrid>().ForTenant("t")),
        ];
        var seconds = grids.Select(_ => new List<double>()).ToArray();
        for (var round = -requests / 10; round < requests; round++)
        {
            for (var i = 0; i < grids.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await grids[i].PredictAsync(request, cancellationToken);
                if (round >= 0) seconds[i].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        var medians = seconds.Select(Median.Of).ToArray();
        var holder = (await grids[^1].ListNodesAsync(cancellationToken)).First(node => node.Resident.Count > 0).Name;
        var same = 1 + Array.IndexOf(Names, holder);
        return new ClusterTimes(medians[0], medians[same], medians[3 - same], medians[3]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        await _engine.DisposeAsync();
    }

    private static void Configure(ISiloBuilder silo, string name, BenchmarkedStore store)
    {
        silo.UseMembership(new MembershipOptions(), store.Blobs);
        silo.Configure<SiloOptions>(options => options.SiloName = name);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            (options.SiloPort, options.GatewayPort) = (FreePort(), FreePort());
        });
        silo.UseTaskGrid(new SiloNodeOptions
        {
            Store = store.Blobs,
            BasesFolder = store.Bases,
            Node = new EmbeddedGridOptions { LocalFolder = store.Local },
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AddAsync(Action<HostApplicationBuilder> configure, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        _hosts.Add(host);
    }
}
#endif
