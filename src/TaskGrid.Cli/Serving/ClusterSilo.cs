#if TASKGRID_FULL
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using TaskGrid.Cli.Output;
using TaskGrid.Cluster;
#endif
using Microsoft.AspNetCore.Builder;
using TaskGrid.Cli.Stores;
using TaskGrid.Node;
using TaskGrid.Orleans;

namespace TaskGrid.Cli.Serving;

/// <summary>A silo in the server's process.</summary>
internal static class ClusterSilo
{
#if TASKGRID_FULL
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

#endif
    /// <summary>Adds the silo and its grid.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="store">The store of all silos.</param>
    /// <param name="node">The node; its name is the silo's.</param>
    /// <param name="cluster">Where the silo is.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.EngineMissing"/>; or
    /// <see cref="ErrorCodes.InvalidArgument"/>: the membership's connection or the certificates cannot be used.</exception>
    public static void Add(
        WebApplicationBuilder builder, GridStore store, EmbeddedGridOptions node, ServedCluster cluster)
    {
        OrleansEngine.Require();
#if TASKGRID_FULL
        ResourceName.Check(node.Node, "node");
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error);
        // Why a silo does not start is said once, by Explain.
        foreach (var category in (string[])["Orleans.Runtime.SiloLifecycleSubject", "Orleans.Runtime.Silo", HostCategory])
            builder.Logging.AddFilter(category, LogLevel.None);
        builder.Host.UseOrleans(silo =>
        {
            silo.UseMembership(MembershipOf(cluster), store.Blobs);
            if (cluster.Certificates is { } files)
                silo.UseClusterTls(ClusterCertificates.Load(new(files.Certificate, files.Key, files.Authority), CliOutput.Note));
            if (cluster.HasDashboard) silo.AddDashboard(dashboard => dashboard.HideTrace = true);
            silo.Configure<SiloOptions>(options => options.SiloName = node.Node);
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

    /// <summary>Lets the silo leave before the server stops.</summary>
    public static Task LeaveAsync(IServiceProvider services) =>
#if TASKGRID_FULL
        services.LeaveClusterAsync();
#else
        Task.CompletedTask;
#endif

    /// <summary>The error of a silo that could not join; null: something else is wrong.</summary>
    public static TaskGridException? Explain(Exception exception)
    {
#if TASKGRID_FULL
        // Of the membership service, and of the other silos.
        if (exception is OrleansException or TimeoutException or SocketException or Npgsql.NpgsqlException
            or StackExchange.Redis.RedisException or Azure.RequestFailedException)
            return new TaskGridException(
                ErrorCodes.ServerUnavailable,
                "The silo could not join its cluster: " + exception.Message.TrimEnd('.') + ". Check that the membership service "
                + "answers, that the other silos reach --advertise, and that all have certificates of the same authority, or none.",
                null,
                exception);
#endif
        return null;
    }
#if TASKGRID_FULL

    private static MembershipOptions MembershipOf(ServedCluster cluster) => new()
    {
        Kind = cluster.Membership switch
        {
            ClusterSymbols.Redis => MembershipKind.Redis,
            ClusterSymbols.PostgreSql => MembershipKind.PostgreSql,
            ClusterSymbols.AzureTables => MembershipKind.AzureTables,
            _ => MembershipKind.Store,
        },
        Connection = cluster.MembershipConnection,
        Cluster = cluster.Name,
    };

    private static void SetEndpoints(EndpointOptions options, ServedCluster cluster)
    {
        options.AdvertisedIPAddress = cluster.Advertise;
        options.SiloPort = PortOf(cluster.SiloPort);
        options.GatewayPort = PortOf(cluster.GatewayPort);
        if (IPAddress.IsLoopback(cluster.Advertise)) return;
        var any = cluster.Advertise.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        options.SiloListeningEndpoint = new IPEndPoint(any, options.SiloPort);
        options.GatewayListeningEndpoint = new IPEndPoint(any, options.GatewayPort);
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
