using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TaskGrid.Orleans;

/// <summary>A certificate with its key and the authority that it comes from, checked.</summary>
internal sealed class CertificateSet
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2Collection _authority = [];

    private CertificateSet(X509Certificate2 own, X509Certificate2Collection authority) => (Own, _authority) = (own, authority);

    /// <summary>The own certificate with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>; the details name every problem.
    /// </exception>
    public static CertificateSet Create(CertificateTexts texts, ClusterCertificateFiles files)
    {
        var problems = new List<string>();
        var authority = new X509Certificate2Collection();
        Try(() => authority.ImportFromPem(texts.Authority), $"'{files.Authority}' holds no certificates in PEM");
        if (problems.Count == 0 && authority.Count == 0) problems.Add($"'{files.Authority}' holds no certificates in PEM.");
        X509Certificate2? own = null;
        Try(
            () => own = X509Certificate2.CreateFromPem(texts.Certificate, texts.Key),
            $"'{files.Certificate}' and '{files.Key}' are not a certificate in PEM and its private key");
        if (problems.Count > 0) throw Invalid(problems);
        var set = new CertificateSet(own!, authority);
        if (set.Problem(own!) is { } problem) throw Invalid([$"'{files.Certificate}' is of no use with '{files.Authority}': {problem}"]);
        return set;

        void Try(Action read, string otherwise)
        {
            try
            {
                read();
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                problems.Add($"{otherwise}: {exception.Message}");
            }
        }
    }

    /// <summary>Why a certificate is not accepted; null when it is.</summary>
    public string? Problem(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authority);
        policy.RevocationMode = X509RevocationMode.NoCheck; // a cluster's own authority publishes no lists
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(ServerAuthentication);
        policy.ApplicationPolicy.Add(ClientAuthentication);
        if (chain.Build(certificate)) return null;
        return string.Join("; ", chain.ChainStatus.Select(Text).Distinct());

        static string Text(X509ChainStatus status) => status.Status == X509ChainStatusFlags.NotValidForUsage
            ? "it is not for both client and server authentication"
            : status.StatusInformation.Trim();
    }

    /// <summary>An error with all problems.</summary>
    public static TaskGridException Invalid(IReadOnlyList<string> problems) => new(
        ErrorCodes.InvalidArgument,
        "The cluster's certificates cannot be used: --cluster-certificate, --cluster-key and --cluster-ca name files in PEM, a "
        + "certificate for client and server authentication, its key, and the authority that has issued it.",
        problems);
}
