using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TaskGrid.Orleans;

/// <summary>
/// Asks silos of the cluster, before this one joins, whether certificates fit. Orleans tries again for minutes what cannot
/// succeed, and does not say why. A silo that does not answer here is left to Orleans: it may be dead, or slow.
/// </summary>
internal sealed class CertificateCheck(IMembershipTable table, ILocalSiloDetails silo, ClusterCertificates? own = null)
    : ILifecycleParticipant<ISiloLifecycle>
{
    // After the membership table is ready, before this silo is in it.
    private const int Stage = ServiceLifecycleStage.RuntimeGrainServices + 1;
    private const int Asked = 16;
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(3);

    // Of a silo that has taken the connection, and so is there: it may be very busy.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    private enum Answer
    {
        None,
        Ended,
        Spoke,
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(CertificateCheck), Stage, CheckAsync);

    /// <summary>Asks.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CertificateRefused"/>.</exception>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CS0618 // What stands for it is not in the oldest Orleans that this builds with.
        var rows = (await table.ReadAll()).Members.Select(row => row.Item1);
#pragma warning restore CS0618
        var others = rows.Where(row => row.Status == SiloStatus.Active && !row.SiloAddress.Equals(silo.SiloAddress))
            .OrderByDescending(row => row.IAmAliveTime)
            .Take(Asked);
        var problems = await Task.WhenAll(others.Select(async other =>
            await ProblemAsync(other.SiloAddress.Endpoint, cancellationToken) is { } problem
                ? $"'{other.SiloName}' at {other.SiloAddress.Endpoint} {problem}"
                : null));
        if (problems.OfType<string>().ToArray() is not [_, ..] said) return;
        throw new TaskGridException(
            ErrorCodes.CertificateRefused,
            "The silo cannot join its cluster, because their certificates do not fit. Give all silos certificates of the same "
            + "authority by --cluster-certificate, --cluster-key and --cluster-ca, or none of them any.",
            said);
    }

    // Asked twice: a connection may also end because the other silo does.
    private async Task<string?> ProblemAsync(IPEndPoint peer, CancellationToken cancellationToken)
    {
        if (await AskAsync(peer, cancellationToken) is null) return null;
        await Task.Delay(AskAgainAfter, cancellationToken);
        return await AskAsync(peer, cancellationToken);
    }

    private async Task<string?> AskAsync(IPEndPoint peer, CancellationToken cancellationToken)
    {
        if (own is null && await ListenAsync(peer, Plain, cancellationToken) == Answer.Spoke) return null;
        string? refusal = null;
        var answer = await ListenAsync(peer, ShakeHandsAsync, cancellationToken);
        return (refusal, answer) switch
        {
            (not null, _) when own is null => "asks for a certificate, and this silo has none.",
            ({ Length: > 0 }, _) => $"shows a certificate that --cluster-ca does not accept: {refusal}",
            ("", Answer.Ended) => "does not accept the certificate of --cluster-certificate.",
            (null, Answer.Ended) when await ListenAsync(peer, Plain, cancellationToken) == Answer.Spoke =>
                "has no certificate, and talks in the clear.",
            _ => null,
        };

        static Task<Stream> Plain(Stream stream, CancellationToken timeout) => Task.FromResult(stream);

        // Sets why the certificate that it is shown is refused; empty: it is not.
        async Task<Stream> ShakeHandsAsync(Stream stream, CancellationToken timeout)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = ClusterTls.ServerName,
                    LocalCertificateSelectionCallback = (_, _, _, _, _) => own?.Own!,
                    RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    {
                        refusal = shown is X509Certificate2 certificate ? own?.Problem(certificate) ?? "" : null;
                        return refusal is "";
                    },
                },
                timeout);
            return tls;
        }
    }

    // A silo that takes a connection speaks first.
    private static async Task<Answer> ListenAsync(
        IPEndPoint peer, Func<Stream, CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ConnectsWithin);
        using var client = new TcpClient(peer.AddressFamily);
        try
        {
            await client.ConnectAsync(peer, timeout.Token);
            timeout.CancelAfter(AnswersWithin);
            await using var stream = await open(client.GetStream(), timeout.Token);
            return await stream.ReadAsync(new byte[1], timeout.Token) > 0 ? Answer.Spoke : Answer.Ended;
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return Answer.Ended;
        }
        catch (Exception exception) when (
            exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Answer.None;
        }
    }
}
