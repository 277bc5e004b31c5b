using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>A client of a cluster of processes.</summary>
internal sealed class OutsideClient : IAsyncDisposable
{
    private readonly IHost _host;

    private OutsideClient(IHost host) => _host = host;

    /// <summary>The grid.</summary>
    public OrleansGrid Grid => _host.Services.GetRequiredService<OrleansGrid>();

    /// <summary>Connects to the silos of a store.</summary>
    public static async Task<OutsideClient> ConnectAsync(
        IBlobStore store, MembershipOptions? membership = null, ClusterCertificates? certificates = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseMembership(membership ?? new MembershipOptions(), store).UseTaskGrid(store);
            if (certificates is not null) client.UseClusterTls(certificates);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new OutsideClient(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
