using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>
/// Versions in memory, inside a byte budget. What is worth least by <see cref="ReloadWorth"/> goes first, a version that has just been
/// loaded too; none while a request uses it, and a pinned one only when the pinned ones alone exceed the budget. Requests that miss
/// the same version at once load it once; one that is damaged, gone or of another base is not tried again for a moment (negative
/// caching).
/// </summary>
internal sealed partial class ResidentVersions(
    VersionLoader loader, long maxBytes, TimeSpan negativeCacheTime, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly HashSet<string> NegativeCodes =
    [
        ErrorCodes.ContentMissing, ErrorCodes.ContentDamaged, ErrorCodes.DiffInvalid, ErrorCodes.DiffUnsupported,
        ErrorCodes.DiffBaseMismatch,
    ];

    private readonly Lock _lock = new();
    private readonly Dictionary<VersionKey, ResidentVersion> _versions = [];
    private readonly Dictionary<VersionKey, int> _pins = [];
    private readonly ReloadWorth _worth = new();
    private long _bytes;
    private long _clock;
    private long _hits;
    private long _evictions;

    /// <summary>Bytes of all versions in memory.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>What it holds and has done.</summary>
    public TierSnapshot Snapshot
    {
        get
        {
            lock (_lock)
            {
                return new TierSnapshot
                {
                    Bytes = _bytes,
                    MaxBytes = maxBytes,
                    Versions = _versions.Values.Count(version => version.Bytes > 0),
                    Hits = _hits,
                    Evictions = _evictions,
                };
            }
        }
    }

    /// <summary>Whether a version is in memory.</summary>
    public bool Holds(VersionKey key)
    {
        lock (_lock) return _versions.TryGetValue(key, out var version) && version.Bytes > 0;
    }

    /// <summary>Where a version is; null: in the store alone.</summary>
    /// <param name="model">What the answer calls it.</param>
    /// <param name="key">The version.</param>
    public ResidentSnapshot? Find(string model, VersionKey key)
    {
        lock (_lock)
        {
            if (_versions.TryGetValue(key, out var version) && version.Bytes > 0)
            {
                return new ResidentSnapshot
                {
                    Model = model,
                    Tier = ResidencyInstruments.Memory,
                    Bytes = version.Bytes,
                    IsPinned = _pins.ContainsKey(key),
                    Requests = version.Users,
                    Uses = version.Uses,
                    IdleSeconds = Stopwatch.GetElapsedTime(version.LastUsedAt).TotalSeconds,
                    LoadSeconds = version.LoadSeconds,
                };
            }
        }

        return loader.Disk.BytesOf(key) is { } bytes
            ? new ResidentSnapshot { Model = model, Tier = ResidencyInstruments.Disk, Bytes = bytes }
            : null;
    }

    /// <summary>A version, loaded when it is not there; dispose the lease after use.</summary>
    /// <param name="key">The version.</param>
    /// <param name="retries">Tries again what has failed a moment ago.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TaskGridException">The diff is missing or damaged, or its base is not here.</exception>
    public async Task<VersionLease> TakeAsync(VersionKey key, bool retries, CancellationToken cancellationToken)
    {
        ResidentVersion version;
        bool isThere;
        lock (_lock)
        {
            if (!_versions.TryGetValue(key, out version!) || (version.FailedAt is { } failedAt && (retries || IsOver(failedAt))))
                _versions[key] = version = new ResidentVersion(key, LoadAsync);

            version.Users++;
            isThere = version.Bytes > 0;
            if (isThere)
            {
                _hits++;
                Use(version);
            }
        }

        var lease = new VersionLease(this, version);
        try
        {
            lease.Model = await version.Model.Value.WaitAsync(cancellationToken);
            ResidencyInstruments.Met(isThere ? ResidencyInstruments.Memory : version.Origin);
            if (!isThere) UseLoaded(version);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Replaces pins of a task: what is pinned stays in memory.</summary>
    /// <param name="old">Versions that were pinned.</param>
    /// <param name="pinned">Versions that are.</param>
    public void Pin(IEnumerable<VersionKey> old, IEnumerable<VersionKey> pinned)
    {
        lock (_lock)
        {
            foreach (var key in pinned) _pins[key] = _pins.GetValueOrDefault(key) + 1;
            foreach (var key in old)
            {
                if (--_pins[key] == 0) _pins.Remove(key);
            }

            Trim();
        }
    }

    /// <summary>Checks that a version in memory can be pinned beside those that are.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InsufficientMemory"/>.</exception>
    internal void CheckRoomToPin(ResidentVersion version)
    {
        lock (_lock)
        {
            if (_pins.ContainsKey(version.Key)) return;
            var (pinned, bytes) = (PinnedBytes(), version.Bytes);
            if (pinned + bytes <= maxBytes) return;
            throw new TaskGridException(
                ErrorCodes.InsufficientMemory,
                FormattableString.Invariant(
                    $"The version takes {bytes:N0} bytes, pinned ones take {pinned:N0} of the {maxBytes:N0} that versions may ")
                + "take on this node. Unpin another one, or raise --max-resident-memory.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var version in _versions.Values) version.Retire();
            ResidencyInstruments.Grew(ResidencyInstruments.Memory, -_bytes);
            _versions.Clear();
        }
    }

    internal void Return(ResidentVersion version)
    {
        lock (_lock)
        {
            version.Release();
            Trim();
        }
    }

    private async Task<ServedTask> LoadAsync(ResidentVersion version)
    {
        try
        {
            var loaded = await loader.LoadAsync(version.Key);
            Add(version, loaded);
            return loaded.Model;
        }
        catch (Exception exception)
        {
            Fail(version, exception);
            throw;
        }
    }

    private void Add(ResidentVersion version, LoadedVersion loaded)
    {
        lock (_lock)
        {
            version.Bytes = loaded.Model.Bytes;
            version.LoadSeconds = loaded.Seconds;
            version.Origin = loaded.Origin;
            version.LastUsedAt = Stopwatch.GetTimestamp();
            _bytes += version.Bytes;
            ResidencyInstruments.Grew(ResidencyInstruments.Memory, version.Bytes);
            Trim();
        }
    }

    private void UseLoaded(ResidentVersion version)
    {
        lock (_lock) Use(version);
    }

    private void Use(ResidentVersion version)
    {
        version.Uses++;
        version.LastUse = ++_clock;
        version.LastUsedAt = Stopwatch.GetTimestamp();
        version.Worth = _worth.Use(version.Key, version.LoadSeconds, version.Bytes);
    }

    // What the file itself is to blame for is remembered for a moment; after anything else the next request tries again.
    private void Fail(ResidentVersion version, Exception exception)
    {
        lock (_lock)
        {
            foreach (var old in _versions.Values.Where(each => each.FailedAt is { } failedAt && IsOver(failedAt)).ToArray())
                _versions.Remove(old.Key);
            if (exception is TaskGridException { Code: var code } && NegativeCodes.Contains(code)) version.FailedAt = time.GetTimestamp();
            else _versions.Remove(version.Key);
        }
    }

    private bool IsOver(long failedAt) => time.GetElapsedTime(failedAt) >= negativeCacheTime;

    private long PinnedBytes() => _pins.Keys.Sum(key => _versions.GetValueOrDefault(key)?.Bytes ?? 0);

    // What is in use counts as gone when its turn comes, and goes when it is returned: a version that is read once, as by a
    // scan, displaces nothing that is worth more. One that nobody has used yet is worth nothing.
    private void Trim()
    {
        if (_bytes <= maxBytes) return;
        var isHeld = PinnedBytes() <= maxBytes;
        var left = _bytes;
        var order = _versions.Values.Where(version => version.Bytes > 0 && !(isHeld && _pins.ContainsKey(version.Key)))
            .OrderBy(version => version.Worth).ThenBy(version => version.LastUse).ToArray();
        foreach (var version in order)
        {
            if (left <= maxBytes || left == version.Bytes) return;
            left -= version.Bytes;
            if (version.Users == 0) Evict(version);
        }
    }

    private void Evict(ResidentVersion version)
    {
        _bytes -= version.Bytes;
        _versions.Remove(version.Key);
        version.Retire();
        _worth.Evicted(version.Worth);
        _evictions++;
        ResidencyInstruments.Grew(ResidencyInstruments.Memory, -version.Bytes);
        ResidencyInstruments.Evicted(ResidencyInstruments.Memory);
        LogEvicted(logger, version.Key.Sha256, version.Bytes);
    }
}
