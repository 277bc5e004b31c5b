using System.Security.Cryptography.X509Certificates;

namespace TaskGrid.Orleans;

/// <summary>
/// What a silo or client shows, and whom it believes: certificates of one authority, whatever name they are for, because
/// silos are reached by addresses that change. Each connection looks at the files, so that replaced ones are used without
/// a restart; connections that are open stay.
/// </summary>
public sealed class ClusterCertificates
{
    private readonly ClusterCertificateFiles _files;
    private readonly Action<string> _report;
    private readonly Lock _lock = new();
    private CertificateSet _set;
    private CertificateTexts _seen;

    private ClusterCertificates(ClusterCertificateFiles files, Action<string> report)
    {
        (_files, _report) = (files, report);
        _seen = CertificateTexts.Read(files);
        _set = CertificateSet.Create(_seen, files);
    }

    /// <summary>Reads the files and checks that they belong together.</summary>
    /// <param name="files">The files.</param>
    /// <param name="report">Is told when replaced files cannot be used; the earlier ones stay in use then.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: a file is missing or not what it should
    /// be; the details name every problem.</exception>
    public static ClusterCertificates Load(ClusterCertificateFiles files, Action<string> report) => new(files, report);

    /// <summary>The own certificate with its key.</summary>
    internal X509Certificate2 Own => Current().Own;

    /// <summary>Whether a certificate of the other side is of the authority, valid now, and meant for both sides.</summary>
    internal bool Accepts(X509Certificate2 certificate) => Problem(certificate) is null;

    /// <summary>Why a certificate of the other side is not accepted; null when it is.</summary>
    internal string? Problem(X509Certificate2 certificate) => Current().Problem(certificate);

    private CertificateSet Current()
    {
        lock (_lock)
        {
            try
            {
                var texts = CertificateTexts.Read(_files);
                if (texts == _seen) return _set;
                // Also when it is refused: it is said once.
                _seen = texts;
                _set = CertificateSet.Create(texts, _files);
            }
            catch (TaskGridException exception)
            {
                _report($"The earlier certificates stay in use. {string.Join(' ', [exception.Message, .. exception.Details])}");
            }

            return _set;
        }
    }
}
