using System.Security.Cryptography.X509Certificates;
using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Security;

public sealed class ClusterCertificatesTests : IDisposable
{
    private const string Server = "1.3.6.1.5.5.7.3.1";

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();
    private readonly List<string> _reports = [];

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Accepts_OfTheSameAuthority_IsTrueAndOfAnotherFalse()
    {
        var own = Load(_authority.Issue());
        Assert.True(own.Accepts(Load(_authority.Issue()).Own));
        Assert.False(own.Accepts(Load(_other.Issue()).Own));
        using var expired = X509CertificateLoader.LoadCertificateFromFile(_authority.Issue(days: 5).Certificate);
        Assert.False(own.Accepts(expired));
        using var website = X509CertificateLoader.LoadCertificateFromFile(_authority.Issue(usages: Server).Certificate);
        Assert.False(own.Accepts(website));
    }

    [Fact]
    public void Load_OfFilesThatAreNotThere_NamesEach()
    {
        var problem = Assert.Throws<TaskGridException>(() => Load(new("no.crt", "no.key", "no.ca")));
        Assert.Equal(ErrorCodes.InvalidArgument, problem.Code);
        Assert.Equal(3, problem.Details.Count);
        Assert.Contains("no.key", problem.Details[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfFilesThatDoNotBelongTogether_SaysWhich()
    {
        var (files, other) = (_authority.Issue(), _authority.Issue());
        Refused(files with { Key = other.Key }, files.Certificate);
        Refused(files with { Authority = _other.RootFile }, _other.RootFile);
        Refused(files with { Authority = files.Key }, files.Key);
        Refused(files with { Certificate = files.Key }, files.Key);
        Refused(_authority.Issue(days: 5), "expired");
        Refused(_authority.Issue(usages: Server), "server authentication");

        static void Refused(ClusterCertificateFiles files, string part)
        {
            var problem = Assert.Throws<TaskGridException>(() => ClusterCertificates.Load(files, _ => { }));
            Assert.Equal(ErrorCodes.InvalidArgument, problem.Code);
            Assert.Contains(part, Assert.Single(problem.Details), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Own_OfReplacedFiles_IsTheNewOneAndDamagedOnesAreReportedOnce()
    {
        var (files, next) = (_authority.Issue(), _other.Issue());
        var certificates = Load(files);
        var first = certificates.Own.Thumbprint;
        File.WriteAllText(files.Key, "torn");
        Assert.Equal(first, certificates.Own.Thumbprint);
        Assert.Equal(first, certificates.Own.Thumbprint);
        Assert.Contains(files.Key, Assert.Single(_reports), StringComparison.Ordinal);

        // Both authorities are trusted while certificates of the old one are replaced.
        File.AppendAllText(files.Authority, "\n" + File.ReadAllText(next.Authority));
        File.Copy(next.Certificate, files.Certificate, overwrite: true);
        File.Copy(next.Key, files.Key, overwrite: true);
        Assert.NotEqual(first, certificates.Own.Thumbprint);
        Assert.True(certificates.Accepts(Load(_authority.Issue()).Own));
        Assert.True(certificates.Accepts(Load(_other.Issue()).Own));
    }

    private ClusterCertificates Load(ClusterCertificateFiles files) => ClusterCertificates.Load(files, _reports.Add);
}
