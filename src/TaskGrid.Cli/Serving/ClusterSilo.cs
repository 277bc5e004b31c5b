#if TASKGRID_FULL
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using TaskGrid.Cluster;
#endif
using Microsoft.AspNetCore.Builder;
using TaskGrid.Cli.Stores;
using TaskGrid.Node;
using TaskGrid.Orleans;

namespace TaskGrid.Cli.Serving;

/// <summary>A silo in the server's process. Servers with the same store are a cluster, unless the configuration names
/// another clustering.</summary>
internal static class ClusterSilo
{
    /// <summary>Adds the silo and its grid.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="store">The store of all silos.</param>
    /// <param name="node">The node; its name is the silo's.</param>
    /// <param name="cluster">Where the silo is.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.EngineMissing"/>.</exception>
    public static void Add(
        WebApplicationBuilder builder, GridStore store, EmbeddedGridOptions node, ServedCluster cluster)
    {
        OrleansEngine.Require();
#if TASKGRID_FULL
        ResourceName.Check(node.Node, "node");
        // TASKGRID_Orleans__Clustering__ProviderType and what belongs to it; see docs/cluster.md.
        builder.Configuration.AddEnvironmentVariables("TASKGRID_");
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error);
        builder.Host.UseOrleans(silo =>
        {
            if (builder.Configuration["Orleans:Clustering:ProviderType"] is null) silo.UseStoreClustering(store.Blobs);
            silo.Configure<SiloOptions>(options => options.SiloName = node.Node);
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = "taskgrid";
                options.ServiceId = "taskgrid";
            });
            silo.Configure<EndpointOptions>(options => SetEndpoints(options, cluster));
            silo.UseTaskGrid(new SiloNodeOptions
            {
                Store = store.Blobs,
                BasesFolder = store.BasesFolder,
                Node = node,
                Roles = SiloRoles.Gateway | (cluster.IsWorker ? SiloRoles.Worker : SiloRoles.None),
            });
        });
        builder.Services.AddSingleton<IGridTenants>(provider => provider.GetRequiredService<OrleansGrid>());
#endif
    }
#if TASKGRID_FULL

    private static void SetEndpoints(EndpointOptions options, ServedCluster cluster)
    {
        options.AdvertisedIPAddress = cluster.Advertise;
        options.SiloPort = PortOf(cluster.SiloPort);
        options.GatewayPort = PortOf(cluster.GatewayPort);
        if (IPAddress.IsLoopback(cluster.Advertise)) return;
        options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Any, options.SiloPort);
        options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Any, options.GatewayPort);
    }

    private static int PortOf(int port)
    {
        if (port != 0) return port;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
#endif
}
