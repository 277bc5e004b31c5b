using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TaskGrid.Orleans.Tests.Membership;

namespace TaskGrid.Orleans.Tests.Serving;

/// <summary>A silo of this process without a node.</summary>
internal sealed class PlainSilo : IAsyncDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "plain";

    private readonly IHost _host;

    private PlainSilo(IHost host) => _host = host;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it.</summary>
    /// <param name="store">The store of the cluster.</param>
    /// <param name="address">Its own address.</param>
    /// <param name="certificates">What it shows; null: it talks in the clear.</param>
    /// <param name="joinsWithin">How long it tries to join.</param>
    /// <param name="isChecked">Whether it asks before whether certificates fit; a stranger would not.</param>
    /// <exception cref="Exception">It could not join.</exception>
    public static async Task<PlainSilo> StartAsync(
        IBlobStore store, IPAddress address, ClusterCertificates? certificates, TimeSpan joinsWithin, bool isChecked = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<IFatalErrorHandler, IgnoredFatalErrors>();
            silo.UseMembership(new MembershipOptions(), store);
            if (certificates is not null) silo.UseClusterTls(certificates);
            if (!isChecked) silo.Services.Remove(silo.Services.Single(each => each.ImplementationType == typeof(CertificateCheck)));
            silo.Configure<SiloOptions>(options => options.SiloName = Name);
            silo.Configure<ClusterMembershipOptions>(options => options.MaxJoinAttemptTime = joinsWithin);
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
