#if TASKGRID_FULL
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskGrid.Orleans;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>A silo or a client in this process.</summary>
internal sealed class OrleansHost : IAsyncDisposable
{
    private readonly IHost _host;

    private OrleansHost(IHost host) => _host = host;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The benchmarks' tenant.</summary>
    public ITaskGrid Grid => Services.GetRequiredService<OrleansGrid>().ForTenant(BenchmarkedStore.Tenant);

    /// <summary>Starts one.</summary>
    public static async Task<OrleansHost> StartAsync(
        Action<HostApplicationBuilder> configure, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new OrleansHost(host);
    }

    /// <summary>Starts a client of the silos of a store.</summary>
    public static Task<OrleansHost> ConnectAsync(IBlobStore store, CancellationToken cancellationToken) => StartAsync(
        builder => builder.UseOrleansClient(client => client.UseMembership(new MembershipOptions(), store).UseTaskGrid(store)),
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
#endif
