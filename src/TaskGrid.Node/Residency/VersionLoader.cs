using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TaskGrid.Diffs;
using TaskGrid.Serving;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>Loads versions: from the local disk, else from the store.</summary>
/// <param name="documents">The store.</param>
/// <param name="servers">Servers of the bases.</param>
/// <param name="disk">Files on the local disk.</param>
/// <param name="maxBytes">What loads from the disk, and again those from the store, may take while they are done; one that takes more is
/// done alone.</param>
/// <param name="maxWait">How long a load may be expected to wait.</param>
/// <param name="logger">Is told of what cannot be loaded.</param>
internal sealed partial class VersionLoader(
    GridDocuments documents, BaseServers servers, LocalDiffs disk, long maxBytes, TimeSpan maxWait, ILogger logger)
{
    /// <summary>Loads at a time, where there are not more processors.</summary>
    internal const int FewestLoads = 8;

    // Of an entry as it is read, 8, and as it is laid out.
    private const long EntryBytes = 14;

    private const string Waits = "versions wait to be loaded";

    // Files in memory, of all nodes of a process. A few more than processors, as loads wait for the store.
    private static readonly WorkQueue Loads = new(Math.Max(FewestLoads, Environment.ProcessorCount), Waits);

    // The same from the store, which may be slow or away: nobody waits there for what is on the disk.
    private static readonly WorkQueue Fetches = new(Math.Max(FewestLoads, Environment.ProcessorCount), Waits);

    // Laying out is work for the processors.
    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);

    private readonly ByteTurns _loading = new(maxBytes);
    private readonly ByteTurns _fetching = new(maxBytes);
    private readonly Lock _lock = new();
    private long _fetches;
    private long _loads;
    private double _seconds;

    /// <summary>Files on the local disk.</summary>
    public LocalDiffs Disk => disk;

    /// <summary>Fetches from the store, loads, and seconds of work for the loads, so far.</summary>
    public (long Fetches, long Loads, double Seconds) Counts
    {
        get
        {
            lock (_lock) return (_fetches, _loads, _seconds);
        }
    }

    /// <summary>Loads a version.</summary>
    /// <param name="key">The version.</param>
    /// <param name="info">What is known of its file.</param>
    /// <param name="abandoned">Takes it out while it waits for its turn.</param>
    /// <exception cref="TaskGridException">The diff is missing or damaged, or its base is not here; or
    /// <see cref="ErrorCodes.ServerBusy"/>.</exception>
    public async Task<LoadedVersion> LoadAsync(VersionKey key, TaskInfo info, CancellationToken abandoned)
    {
        var asked = Stopwatch.GetTimestamp();
        var bytes = info.FileBytes + (EntryBytes * info.Nonzeros);
        try
        {
            // Nobody waits for a base that is not his. And the first version would seem to cost what its base does.
            await servers.RequireAsync(info.BaseFingerprint).WaitAsync(abandoned);
            return await Loads.RunAsync(key.Tenant, maxWait, () => LoadFromDiskAsync(key, bytes, asked, abandoned), abandoned)
                ?? await Fetches.RunAsync(
                    key.Tenant, maxWait, () => _fetching.RunAsync(bytes, () => LoadFromStoreAsync(key, asked), abandoned), abandoned);
        }
        catch (TaskGridException exception)
        {
            ResidencyInstruments.Failed(exception.Code);
            if (exception.Code != ErrorCodes.ServerBusy) LogFailed(logger, key.Sha256, exception.Message);
            throw;
        }
    }

    private async Task<LoadedVersion?> LoadFromDiskAsync(VersionKey key, long bytes, long asked, CancellationToken abandoned) =>
        disk.BytesOf(key) is null ? null : await _loading.RunAsync(bytes, () => LoadFromDiskAsync(key, asked), abandoned);

    private async Task<LoadedVersion?> LoadFromDiskAsync(VersionKey key, long asked)
    {
        var start = Stopwatch.GetTimestamp();
        var file = await QueueAsync(() => disk.Read(key));
        return file is null
            ? null
            : await OpenAsync(file, ResidencyInstruments.Disk, Stopwatch.GetElapsedTime(start), TimeSpan.Zero, asked);
    }

    private async Task<LoadedVersion> LoadFromStoreAsync(VersionKey key, long asked)
    {
        var (file, again) = await FetchAsync(key);
        return await OpenAsync(file, ResidencyInstruments.Store, TimeSpan.Zero, again, asked);
    }

    // A file, and what fetching it again would take: nothing where the disk keeps it.
    private async Task<(byte[] File, TimeSpan Again)> FetchAsync(VersionKey key)
    {
        lock (_lock) _fetches++;
        var start = Stopwatch.GetTimestamp();
        var file = await documents.Content.ReadAsync(key.Sha256, CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var isKept = await QueueAsync(() => disk.Keep(key, file, elapsed.TotalSeconds));
        return (file, isKept ? TimeSpan.Zero : elapsed);
    }

    // Work is what loading takes where the file is at hand; again is what fetching it would take once more.
    private async Task<LoadedVersion> OpenAsync(byte[] file, string origin, TimeSpan work, TimeSpan again, long asked)
    {
        await Turns.WaitAsync();
        try
        {
            var (model, opening) = await QueueAsync(() => TorchFailure.Translate(() => Open(file)));
            work += opening;
            lock (_lock) (_loads, _seconds) = (_loads + 1, _seconds + work.TotalSeconds);
            ResidencyInstruments.Loaded(origin, Stopwatch.GetElapsedTime(asked));
            return new LoadedVersion(model, origin, (work + again).TotalSeconds);
        }
        finally
        {
            Turns.Release();
        }
    }

    // A load takes milliseconds, a request on its way to a batch microseconds: it goes behind those that wait for a thread already.
    private static Task<T> QueueAsync<T>(Func<T> work) => Task.Factory.StartNew(
        work,
        CancellationToken.None,
        TaskCreationOptions.PreferFairness | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    private (ServedTask Model, TimeSpan Work) Open(byte[] file)
    {
        var start = Stopwatch.GetTimestamp();
        var diff = DiffFile.Read(file);
        var model = servers.Open(diff);
        return (model, Stopwatch.GetElapsedTime(start));
    }
}
