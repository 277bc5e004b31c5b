using Microsoft.Extensions.DependencyInjection;
using Orleans.Connections.Security;

namespace TaskGrid.Orleans;

/// <summary>Encrypts what silos and clients say to each other, and lets both sides show a certificate.</summary>
public static class ClusterTls
{
    // Sent in the clear; nobody is chosen by it.
    internal const string ServerName = "taskgrid";

    /// <summary>A silo that takes no connection without a certificate of the authority, and makes none.</summary>
    public static ISiloBuilder UseClusterTls(this ISiloBuilder silo, ClusterCertificates certificates) =>
        silo.ConfigureServices(services => services.AddSingleton(certificates)).UseTls(options => Set(options, certificates));

    /// <summary>A client of such silos.</summary>
    public static IClientBuilder UseClusterTls(this IClientBuilder client, ClusterCertificates certificates) =>
        client.UseTls(options => Set(options, certificates));

    private static void Set(TlsOptions options, ClusterCertificates certificates)
    {
        options.LocalServerCertificateSelector = (_, _) => certificates.Own;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => certificates.Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => certificates.Accepts(certificate);
        options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = ServerName;
    }
}
