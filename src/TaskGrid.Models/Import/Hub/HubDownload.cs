using System.Net;
using TaskGrid.Storage;

namespace TaskGrid.Models;

/// <summary>Downloads one file, resuming what an earlier run has left, and checks its length and hash.</summary>
internal sealed class HubDownload
{
    private const int BufferBytes = 1 << 17;
    private const int MostRestarts = 3;
    private readonly HubClient _client;
    private readonly HubOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly IProgress<BaseImportProgress>? _progress;
    private readonly PartFile _part;
    private readonly string _what;

    /// <param name="client">Sends the requests.</param>
    /// <param name="options">Limits.</param>
    /// <param name="timeProvider">The clock of the limits.</param>
    /// <param name="progress">Is told the bytes that have come; may be null.</param>
    /// <param name="part">Where the bytes go.</param>
    /// <param name="what">The file and its model, for messages.</param>
    public HubDownload(
        HubClient client,
        HubOptions options,
        TimeProvider timeProvider,
        IProgress<BaseImportProgress>? progress,
        PartFile part,
        string what)
    {
        (_client, _options, _timeProvider) = (client, options, timeProvider);
        (_progress, _part, _what) = (progress, part, what);
    }

    /// <summary>The commit that the hub named, or null.</summary>
    public string? Commit { get; private set; }

    /// <summary>Makes one attempt.</summary>
    /// <returns>The file's path, or null when the hub does not have it.</returns>
    /// <exception cref="HubTransientException">The next attempt may succeed, and goes on from here.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>,
    /// <see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public async Task<string?> TryAsync(Uri address, CancellationToken cancellationToken)
    {
        using var idle = new IdleTimer(_options.IdleTimeout, _timeProvider, cancellationToken);
        var tag = _part.Tag;
        var from = tag is null || _part.IsComplete ? 0 : _part.Length;
        using var response = await _client.SendAsync(HttpMethod.Get, address, from, idle);
        Commit = response.Commit;
        if (HubRefusal.IsAbsent(response, _what))
        {
            _part.Delete();
            return null;
        }

        CheckAnnouncement(response);
        var isSame = tag is not null && tag == response.Tag;
        if (response.Status == HttpStatusCode.OK && isSame && _part.IsComplete) return _part.Path;
        if (response.Status == HttpStatusCode.OK) _part.Begin(response.Tag);
        else if (!isSame || !ContinuesAt(response, from)) Restart("the file changed on the hub meanwhile");
        if (response.Status != HttpStatusCode.RequestedRangeNotSatisfiable) await ReceiveAsync(response, idle);
        await FinishAsync(response, cancellationToken);
        return _part.Path;
    }

    private void CheckAnnouncement(HubResponse response)
    {
        if (response is not { StatedBytes: { } stated, AnnouncedBytes: { } announced } || stated == announced) return;
        throw new TaskGridException(
            ErrorCodes.DownloadFailed,
            $"{_what} has {stated:N0} bytes, but {announced:N0} are sent. Try again later, or import from a folder.");
    }

    // 416: an earlier run ended between the last byte and the check.
    private static bool ContinuesAt(HubResponse response, long from) => response.Status switch
    {
        HttpStatusCode.PartialContent => response.Message.Content.Headers.ContentRange?.From == from,
        _ => response.AnnouncedBytes == from,
    };

    private async Task ReceiveAsync(HubResponse response, IdleTimer idle)
    {
        var (total, done) = (response.StatedBytes ?? response.AnnouncedBytes, _part.Length);
        var file = Path.GetFileName(_part.Path);
        var buffer = new byte[BufferBytes];
        await using var output = _part.Append();
        await using var input = await idle.GuardAsync(response.Message.Content.ReadAsStreamAsync(idle.Token));
        while (await idle.GuardAsync(input.ReadAsync(buffer, idle.Token).AsTask()) is var read and > 0)
        {
            idle.Restart();
            StoreErrors.Guard(output.Name, () => output.Write(buffer, 0, read));
            done += read;
            _progress?.Report(new BaseImportProgress(BaseImportStage.Downloading, file, done, total));
        }
    }

    private async Task FinishAsync(HubResponse response, CancellationToken cancellationToken)
    {
        if ((response.StatedBytes ?? response.AnnouncedBytes) is { } total && _part.Length != total)
        {
            if (_part.Length > total) Restart($"more than its {total:N0} bytes were sent");
            throw new HubTransientException($"the connection ended after {_part.Length:N0} of {total:N0} bytes");
        }

        if (response.Sha256 is { } expected)
        {
            var hash = await _part.HashAsync(cancellationToken);
            if (hash != expected) Restart($"its SHA-256 is {hash}, not {expected} as the hub says");
        }

        _part.Complete();
    }

    private void Restart(string reason)
    {
        _part.Discard();
        if (_part.Restarts < MostRestarts) throw new HubTransientException(reason);
        throw new TaskGridException(
            ErrorCodes.DownloadFailed,
            $"Downloading {_what} failed {MostRestarts} times, lastly because {reason}. Try again later, or import "
            + "from a folder.");
    }
}
