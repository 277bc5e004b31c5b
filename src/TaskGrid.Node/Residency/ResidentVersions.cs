using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>
/// Versions in memory, inside a byte budget. What is worth least by <see cref="ReloadWorth"/> goes first, a version that has just been
/// loaded too; none while a request uses it, and of pinned ones only those that do not fit. Requests that miss the same version at once
/// load it once; one that is damaged, gone or of another base is not tried again for a moment (negative caching).
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

    // Bytes of pinned versions that had to go: loading them again at each look would only push each other out.
    private readonly Dictionary<VersionKey, long> _pinsWithoutRoom = [];
    private readonly ReloadWorth _worth = new();

    // What is in memory, but for what would be gone if no request used it.
    private readonly EvictionOrder<ResidentVersion> _pinned = new();
    private readonly EvictionOrder<ResidentVersion> _others = new();
    private readonly Queue<ResidentVersion> _failed = [];
    private int _count;
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
                    Versions = _count,
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

    /// <summary>The versions in memory.</summary>
    public IReadOnlyList<VersionKey> InMemory()
    {
        lock (_lock) return [.. from version in _versions.Values where version.Bytes > 0 select version.Key];
    }

    /// <summary>A tenant's versions in memory or on the disk.</summary>
    public IReadOnlySet<VersionKey> Here(string tenant) =>
        InMemory().Where(key => key.Tenant == tenant).Concat(loader.Disk.KeysOf(tenant)).ToHashSet();

    /// <summary>Where a version is; null: in the store alone.</summary>
    /// <param name="model">What the answer calls it.</param>
    /// <param name="key">The version.</param>
    public ResidentSnapshot? Find(string model, VersionKey key)
    {
        bool isPinned;
        lock (_lock)
        {
            isPinned = _pins.ContainsKey(key);
            if (_versions.TryGetValue(key, out var version) && version.Bytes > 0)
            {
                return new ResidentSnapshot
                {
                    Model = model,
                    Tier = ResidencyInstruments.Memory,
                    Bytes = version.Bytes,
                    IsPinned = isPinned,
                    Requests = version.Users,
                    Uses = version.Uses,
                    IdleSeconds = Stopwatch.GetElapsedTime(version.LastUsedAt).TotalSeconds,
                    LoadSeconds = version.LoadSeconds,
                };
            }
        }

        return loader.Disk.BytesOf(key) is { } bytes
            ? new ResidentSnapshot { Model = model, Tier = ResidencyInstruments.Disk, Bytes = bytes, IsPinned = isPinned }
            : null;
    }

    /// <summary>A version, loaded when it is not there; dispose the lease after use.</summary>
    /// <param name="key">The version.</param>
    /// <param name="info">What is known of its file.</param>
    /// <param name="retries">Tries again what has failed a moment ago.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TaskGridException">The diff is missing or damaged, or its base is not here; or
    /// <see cref="ErrorCodes.ServerBusy"/>: too much is loaded already.</exception>
    public async ValueTask<VersionLease> TakeAsync(
        VersionKey key, TaskInfo info, bool retries, CancellationToken cancellationToken)
    {
        while (true)
        {
            ResidentVersion version;
            bool isThere;
            lock (_lock)
            {
                if (!_versions.TryGetValue(key, out version!) || (version.FailedAt is { } failedAt && (retries || IsOver(failedAt))))
                    _versions[key] = version = New(key, info);

                version.Users++;
                version.IsDropped = false;
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
            catch (OperationCanceledException)
                when (version.Abandoned.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Those who waited before had just given the load up; this one begins another.
                lease.Dispose();
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }
    }

    /// <summary>Requests for one version come to another from now on, which is worth as much at once.</summary>
    public void Inherit(VersionKey key, VersionKey from)
    {
        lock (_lock)
        {
            if (_versions.TryGetValue(key, out var version))
                Revalue(version, _worth.Inherit(key, from, version.LoadSeconds, version.Bytes));
        }
    }

    /// <summary>Requests come to a version no longer: it goes before others.</summary>
    public void Forget(VersionKey key)
    {
        lock (_lock)
        {
            _worth.Forget(key);
            if (_versions.TryGetValue(key, out var version)) Revalue(version, 0);
        }
    }

    /// <summary>Lets a version go that its tenant has no longer, after the last use.</summary>
    public void Drop(VersionKey key)
    {
        lock (_lock)
        {
            _worth.Forget(key);
            if (!_versions.TryGetValue(key, out var version)) return;
            version.IsDropped = true;
            RemoveDropped(version);
        }
    }

    /// <summary>Whether a pinned version is not in memory although there is room for it, as far as is known.</summary>
    public bool Lacks(VersionKey key)
    {
        lock (_lock) return !Holds(key) && _pinned.Bytes + _pinsWithoutRoom.GetValueOrDefault(key) <= maxBytes;
    }

    /// <summary>Replaces pins of a task: what is pinned stays in memory.</summary>
    /// <param name="old">Versions that were pinned.</param>
    /// <param name="pinned">Versions that are.</param>
    public void Pin(IEnumerable<VersionKey> old, IEnumerable<VersionKey> pinned)
    {
        lock (_lock)
        {
            foreach (var key in pinned)
            {
                _pins[key] = _pins.GetValueOrDefault(key) + 1;
                if (_pins[key] == 1) Reorder(key);
            }

            foreach (var key in old)
            {
                if (--_pins[key] > 0) continue;
                _pins.Remove(key);
                _pinsWithoutRoom.Remove(key);
                Reorder(key);
            }

            Trim();
        }
    }

    /// <summary>Whether a version in memory can be pinned beside those that are.</summary>
    internal bool HasRoomToPin(ResidentVersion version)
    {
        lock (_lock) return _pins.ContainsKey(version.Key) || _pinned.Bytes + version.Bytes <= maxBytes;
    }

    /// <summary>Checks that a version in memory can be pinned beside those that are.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InsufficientMemory"/>.</exception>
    internal void CheckRoomToPin(ResidentVersion version)
    {
        lock (_lock)
        {
            if (HasRoomToPin(version)) return;
            var (pinned, bytes) = (_pinned.Bytes, version.Bytes);
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
            Order(version);
            RemoveDropped(version);
            Trim();
        }
    }

    // Apart: what it captures would be made for every request.
    private ResidentVersion New(VersionKey key, TaskInfo info) => new(key, loading => LoadAsync(loading, info));

    private async Task<ServedTask> LoadAsync(ResidentVersion version, TaskInfo info)
    {
        try
        {
            var loaded = await loader.LoadAsync(version.Key, info, version.Abandoned);
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
            _count++;
            _bytes += version.Bytes;
            ResidencyInstruments.Grew(ResidencyInstruments.Memory, version.Bytes);
            Order(version);
            RemoveDropped(version);
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
        Order(version);
        Revalue(version, _worth.Use(version.Key, version.LoadSeconds, version.Bytes));
    }

    private void Revalue(ResidentVersion version, double worth)
    {
        version.Worth = worth;
        OrderOf(version).Update(version);
    }

    // What the file itself is to blame for is remembered for a moment; after anything else the next request tries again.
    private void Fail(ResidentVersion version, Exception exception)
    {
        lock (_lock)
        {
            while (_failed.TryPeek(out var old) && IsOver(old.FailedAt!.Value))
            {
                _failed.Dequeue();
                if (_versions.GetValueOrDefault(old.Key) == old) _versions.Remove(old.Key);
            }

            version.FailedAt = time.GetTimestamp();
            if (exception is TaskGridException { Code: var code } && NegativeCodes.Contains(code)) _failed.Enqueue(version);
            else _versions.Remove(version.Key);
        }
    }

    private bool IsOver(long failedAt) => time.GetElapsedTime(failedAt) >= negativeCacheTime;

    private EvictionOrder<ResidentVersion> OrderOf(ResidentVersion version) => version.IsPinned ? _pinned : _others;

    // A pinned version that is larger than all may be cannot be held.
    private void Order(ResidentVersion version)
    {
        if (version.Place >= 0 || version.Bytes == 0 || _versions.GetValueOrDefault(version.Key) != version) return;
        version.IsPinned = version.Bytes <= maxBytes && _pins.ContainsKey(version.Key);
        OrderOf(version).Add(version);
    }

    private void Reorder(VersionKey key)
    {
        if (!_versions.TryGetValue(key, out var version) || version.Place < 0) return;
        OrderOf(version).Remove(version);
        Order(version);
    }

    // What is in use counts as gone when its turn comes, and has another turn when it is used again or returned: a version that is read
    // once, as by a scan, displaces nothing that is worth more. One that nobody has used yet is worth nothing.
    private void Trim()
    {
        while (_pinned.Bytes > maxBytes) Take(_pinned);
        while (_pinned.Bytes + _others.Bytes > maxBytes && _others.Count > 0 && _pinned.Count + _others.Count > 1) Take(_others);

        void Take(EvictionOrder<ResidentVersion> order)
        {
            var version = order.Take();
            if (version.Users == 0) Evict(version);
        }
    }

    private void Evict(ResidentVersion version)
    {
        Remove(version);
        if (_pins.ContainsKey(version.Key)) _pinsWithoutRoom[version.Key] = version.Bytes;
        _worth.Evicted(version.Worth);
        _evictions++;
        ResidencyInstruments.Evicted(ResidencyInstruments.Memory);
        LogEvicted(logger, version.Key.Sha256, version.Bytes);
    }

    private void RemoveDropped(ResidentVersion version)
    {
        if (version is { IsDropped: true, Users: 0, Bytes: > 0 } && _versions.GetValueOrDefault(version.Key) == version) Remove(version);
    }

    private void Remove(ResidentVersion version)
    {
        OrderOf(version).Remove(version);
        _count--;
        _bytes -= version.Bytes;
        _versions.Remove(version.Key);
        version.Retire();
        ResidencyInstruments.Grew(ResidencyInstruments.Memory, -version.Bytes);
    }
}
