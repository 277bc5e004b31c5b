using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Orleans.Tests.Serving;
using TaskGrid.Storage;

namespace TaskGrid.Orleans.Tests.Security;

/// <summary>
/// What a silo that comes to a cluster of one with other certificates, or none, is told before it joins. That a silo asks, and ends then,
/// is seen in processes: in this one, what Orleans has begun for a silo that never starts would go on.
/// </summary>
public sealed class CertificateCheckTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();

    public void Dispose()
    {
        _other.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silo_WhoseCertificatesDoNotFit_IsToldWhyAtOnce()
    {
        await using var first = await StartAsync(_authority.Issue());
        await RefusedAsync(first, _other.Issue(), "--cluster-ca does not accept");
        await RefusedAsync(first, null, "asks for a certificate");

        // Believes both authorities, as during a rotation, and the others do not yet.
        var early = _other.Issue();
        File.AppendAllText(early.Authority, "\n" + File.ReadAllText(_authority.RootFile));
        await RefusedAsync(first, early, "does not accept the certificate of --cluster-certificate");

        await CheckAsync(first, _authority.Issue());
        await using var second = await StartAsync(_authority.Issue());
    }

    [Fact]
    public async Task Silo_WithACertificateAmongSilosWithout_IsToldSo()
    {
        await using var first = await StartAsync(null);
        await RefusedAsync(first, _authority.Issue(), "talks in the clear");
        await CheckAsync(first, null);
        await using var second = await StartAsync(null);
    }

    private static async Task RefusedAsync(PlainSilo first, ClusterCertificateFiles? files, string reason)
    {
        var problem = await Assert.ThrowsAsync<TaskGridException>(() => CheckAsync(first, files));
        Assert.Equal(ErrorCodes.CertificateRefused, problem.Code);
        Assert.Contains($"'{PlainSilo.Name}' at 127.0.0.1:", Assert.Single(problem.Details), StringComparison.Ordinal);
        Assert.Contains(reason, problem.Details[0], StringComparison.Ordinal);
    }

    private static Task CheckAsync(PlainSilo first, ClusterCertificateFiles? files) =>
        new CertificateCheck(first.Services.GetRequiredService<IMembershipTable>(), new Newcomer(), Load(files)).CheckAsync(default);

    private static ClusterCertificates? Load(ClusterCertificateFiles? files) =>
        files is null ? null : ClusterCertificates.Load(files, _ => { });

    private Task<PlainSilo> StartAsync(ClusterCertificateFiles? files) => PlainSilo.StartAsync(
        new FileBlobStore(_folder["store"]), IPAddress.Loopback, Load(files), TimeSpan.FromMinutes(1));

    private sealed class Newcomer : ILocalSiloDetails
    {
        public string Name => "newcomer";

        public string ClusterId => "taskgrid";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
