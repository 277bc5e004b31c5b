using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TaskGrid.Orleans.Tests.Membership;

namespace TaskGrid.Orleans.Tests.Serving;

/// <summary>A silo of this process without a node, which does not wait long to join.</summary>
internal sealed class PlainSilo : IAsyncDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "plain";

    private readonly IHost _host;

    private PlainSilo(IHost host) => _host = host;

    /// <summary>Starts it.</summary>
    /// <exception cref="Exception">It could not join.</exception>
    public static async Task<PlainSilo> StartAsync(IBlobStore store, IPAddress address, ClusterCertificates? certificates)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseMembership(new MembershipOptions(), store);
            if (certificates is not null) silo.UseClusterTls(certificates);
            silo.Configure<SiloOptions>(options => options.SiloName = Name);
            silo.Configure<ClusterMembershipOptions>(options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(5));
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = address;
                (options.SiloPort, options.GatewayPort) = (Programs.FreePort(), 0);
            });
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new PlainSilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
