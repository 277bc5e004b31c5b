using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>An authority of its own that issues certificates into a folder.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-10);

    private readonly ScratchFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private int _count;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(Start, Start.AddDays(100));
        File.WriteAllText(RootFile, _root.ExportCertificatePem());
    }

    /// <summary>The root certificate.</summary>
    public string RootFile => _folder["ca.crt"];

    /// <summary>Issues a certificate; by default one that silos and clients can use.</summary>
    public ClusterCertificateFiles Issue(int days = 50, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var oids = new OidCollection();
        foreach (var usage in usages is [] ? ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"] : usages) oids.Add(new Oid(usage));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        using var certificate = request.Create(_root, Start, Start.AddDays(days), [(byte)++_count]);
        var files = new ClusterCertificateFiles(_folder[$"{_count}.crt"], _folder[$"{_count}.key"], RootFile);
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }
}
