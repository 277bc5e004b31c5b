using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization.Configuration;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>Registers TaskGrid with a silo or a client.</summary>
public static class TaskGridHosting
{
    /// <summary>Makes a silo a node of TaskGrid. Its services have an <see cref="OrleansGrid"/>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Settings.</param>
    public static ISiloBuilder UseTaskGrid(this ISiloBuilder silo, SiloNodeOptions options)
    {
        var services = silo.Services;
        AddShared(services, options.Store, options.Node.MaxFileBytes);
        services.AddSingleton(options);
        services.AddMetrics();
        services.AddSingleton<ClusterInstruments>();
        services.AddSingleton<ClusterView>();
        services.AddSingleton(provider => new RequestRouter(
            provider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString(),
            provider.GetRequiredService<ClusterView>(),
            options.Routing,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SiloLosses>();
        services.AddSingleton<ReportLoop>();
        services.AddSingleton<NodeCluster>();
        services.AddSingleton<SiloNode>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<SiloNode>());
        services.AddPlacementDirector<TaskPlacementStrategy, TaskPlacementDirector>();
        services.AddPlacementDirector<NodePlacementStrategy, NodePlacementDirector>();
        services.AddPlacementFilter<TaskPlacementFilter, TaskPlacementFilterDirector>(ServiceLifetime.Singleton);
        services.AddSingleton<IReadiness, ClusterReadiness>();
        silo.UseSiloMetadata(SiloDescription.Of(options));
        silo.AddIncomingGrainCallFilter<SilosOnlyFilter>();
        return silo.AddActivityPropagation();
    }

    /// <summary>Lets a client outside the cluster be an <see cref="OrleansGrid"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="store">The cluster's store: data files go there, calls carry none.</param>
    /// <param name="maxFileBytes">The largest data file.</param>
    public static IClientBuilder UseTaskGrid(
        this IClientBuilder client, IBlobStore store, long maxFileBytes = 512L << 20)
    {
        AddShared(client.Services, store, maxFileBytes);
        client.Services.AddSingleton<CallLosses>();
        client.AddGatewayCountChangedHandler(provider => (_, gateways) =>
        {
            if (gateways.NumberOfConnectedGateways < gateways.PreviousNumberOfConnectedGateways)
                provider.GetRequiredService<CallLosses>().Tell();
        });
        return client.AddActivityPropagation();
    }

    /// <summary>
    /// Lets the silo of a host leave its cluster before the host stops, which it does within a time of its own
    /// (<c>HostOptions.ShutdownTimeout</c>): the other silos are told, jobs store checkpoints, and requests are answered meanwhile.
    /// </summary>
    /// <param name="services">The host's.</param>
    public static Task LeaveClusterAsync(this IServiceProvider services) =>
        services.GetRequiredService<SiloNode>().LeaveAsync(CancellationToken.None);

    private static void AddShared(IServiceCollection services, IBlobStore store, long maxFileBytes)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new OrleansGrid(
            provider.GetRequiredService<IGrainFactory>(),
            store,
            provider.GetRequiredService<TimeProvider>(),
            maxFileBytes,
            provider.GetService<CallLosses>()));
        services.AddSingleton<PortCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<PortCodec>());
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<PortCodec>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<PortCodec>());
        services.Configure<TypeManifestOptions>(manifest => manifest.WellKnownTypeAliases["taskgrid.port"] = typeof(PortCodec));
    }
}
