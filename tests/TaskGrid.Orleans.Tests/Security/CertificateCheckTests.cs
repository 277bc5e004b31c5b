using System.Net;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Orleans.Tests.Serving;
using TaskGrid.Storage;

namespace TaskGrid.Orleans.Tests.Security;

/// <summary>Silos that come to a cluster of one with other certificates, or none.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    // Longer than Orleans tries by itself.
    private static readonly TimeSpan JoinsWithin = TimeSpan.FromMinutes(10);

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
        await RefusedAsync(_other.Issue(), "--cluster-ca does not accept");
        await RefusedAsync(null, "asks for a certificate");

        // Believes both authorities, as during a rotation, and the others do not yet.
        var early = _other.Issue();
        File.AppendAllText(early.Authority, "\n" + File.ReadAllText(_authority.RootFile));
        await RefusedAsync(early, "does not accept the certificate of --cluster-certificate");

        await using var second = await StartAsync(_authority.Issue());
    }

    [Fact]
    public async Task Silo_WithACertificateAmongSilosWithout_IsToldSo()
    {
        await using var first = await StartAsync(null);
        await RefusedAsync(_authority.Issue(), "talks in the clear");
        await using var second = await StartAsync(null);
    }

    private async Task RefusedAsync(ClusterCertificateFiles? files, string reason)
    {
        var problem = await Assert.ThrowsAsync<TaskGridException>(() => StartAsync(files).WaitAsync(JoinsWithin / 2));
        Assert.Equal(ErrorCodes.CertificateRefused, problem.Code);
        Assert.Contains($"'{PlainSilo.Name}' at 127.0.0.1:", Assert.Single(problem.Details), StringComparison.Ordinal);
        Assert.Contains(reason, problem.Details[0], StringComparison.Ordinal);
    }

    private Task<PlainSilo> StartAsync(ClusterCertificateFiles? files) => PlainSilo.StartAsync(
        new FileBlobStore(_folder["store"]),
        IPAddress.Loopback,
        files is null ? null : ClusterCertificates.Load(files, _ => { }),
        JoinsWithin);
}
