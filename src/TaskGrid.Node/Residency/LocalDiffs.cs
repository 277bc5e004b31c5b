using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// Diff files on this machine's disk, named by their hash and their tenant, inside a byte budget that also holds after a restart. A
/// file is written beside its name and renamed; what a kill or a power cut leaves is found by its hash, removed, and fetched again. A
/// disk that fails costs time only.
/// </summary>
internal sealed partial class LocalDiffs
{
    // Files of an earlier process: what fetching took is not known.
    private const double UnknownFetchSeconds = 0.05;

    private readonly Lock _lock = new();
    private readonly Dictionary<VersionKey, LocalDiff> _files = [];
    private readonly EvictionOrder<LocalDiff> _order = new();

    // Files that are being deleted, which nobody waits for: a new one of the name would go with them.
    private readonly HashSet<VersionKey> _leaving = [];
    private readonly ReloadWorth _worth = new();
    private readonly string _folder;
    private readonly long _maxBytes;
    private readonly ILogger _logger;
    private long _clock;
    private long _hits;
    private long _evictions;
    private long _damaged;

    /// <summary>Finds what an earlier process has left.</summary>
    /// <param name="folder">The folder; nobody else writes there.</param>
    /// <param name="maxBytes">Bytes of all files; 0: nothing is kept.</param>
    /// <param name="logger">Is told of evictions and of trouble.</param>
    public LocalDiffs(string folder, long maxBytes, ILogger logger)
    {
        (_folder, _maxBytes, _logger) = (folder, maxBytes, logger);
        Try(folder, FindAll);
        Delete(Trim());
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
                    Bytes = _order.Bytes,
                    MaxBytes = _maxBytes,
                    Versions = _files.Count,
                    Hits = _hits,
                    Evictions = _evictions,
                    Damaged = _damaged,
                };
            }
        }
    }

    /// <summary>A tenant's files.</summary>
    public IReadOnlyList<VersionKey> KeysOf(string tenant)
    {
        lock (_lock) return [.. from file in _files.Values where file.IsWritten && file.Key.Tenant == tenant select file.Key];
    }

    /// <summary>Bytes of a file; null: it is not here.</summary>
    public long? BytesOf(VersionKey key) => Find(key)?.Bytes;

    /// <summary>A file, when it is here and has its hash.</summary>
    public byte[]? Read(VersionKey key)
    {
        if (Find(key) is not { } file) return null;
        byte[] content = [];
        var path = PathOf(key);
        // A disk that fails for a moment says nothing of the file; one that is gone is no file.
        var isRead = Try(path, () =>
        {
            if (File.Exists(path)) content = File.ReadAllBytes(path);
        });
        if (!isRead) return null;
        var isWhole = Convert.ToHexStringLower(SHA256.HashData(content)) == key.Sha256;
        lock (_lock)
        {
            if (!IsHere(file)) return isWhole ? content : null;
            if (isWhole)
            {
                _hits++;
                Use(file);
            }
            else
            {
                _damaged++;
                Remove(file);
            }
        }

        if (isWhole)
        {
            // The order of use outlives the process.
            Try(path, () => File.SetLastWriteTimeUtc(path, DateTime.UtcNow));
            return content;
        }

        Delete([file]);
        ResidencyInstruments.Damaged();
        LogDamaged(_logger, key.Sha256);
        return null;
    }

    /// <summary>Keeps a file, unless others are worth more.</summary>
    /// <param name="key">Whose it is, and its hash, which was checked.</param>
    /// <param name="content">Its content.</param>
    /// <param name="fetchSeconds">What fetching it took.</param>
    /// <returns>Whether it is here now.</returns>
    public bool Keep(VersionKey key, byte[] content, double fetchSeconds)
    {
        if (content.Length > _maxBytes) return false;
        var file = new LocalDiff(key) { Bytes = content.Length, FetchSeconds = fetchSeconds, IsWritten = false };
        IReadOnlyList<LocalDiff> gone;
        bool isAdmitted;
        lock (_lock)
        {
            if (_files.ContainsKey(key)) return true;
            if (_leaving.Contains(key)) return false;
            Add(file);
            gone = Trim();
            isAdmitted = IsHere(file);
        }

        Delete(gone);
        if (!isAdmitted) return false;
        var (path, temporary) = (PathOf(key), Path.Combine(_folder, $"{Guid.NewGuid():N}.tmp"));
        Try(path, () =>
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(temporary, content);
            lock (_lock)
            {
                if (!IsHere(file)) return; // it gave way to others meanwhile
                File.Move(temporary, path, overwrite: true);
                file.IsWritten = true;
            }
        });
        if (file.IsWritten) return true;
        Try(temporary, () => File.Delete(temporary));
        lock (_lock)
        {
            if (IsHere(file)) Remove(file);
        }

        return false;
    }

    private LocalDiff? Find(VersionKey key)
    {
        lock (_lock) return _files.GetValueOrDefault(key) is { IsWritten: true } file ? file : null;
    }

    private bool IsHere(LocalDiff file) => _files.GetValueOrDefault(file.Key) == file;

    private void FindAll()
    {
        if (_maxBytes == 0 || !Directory.Exists(_folder)) return;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc))
        {
            if (KeyOf(file.Name) is { } key)
                Add(new LocalDiff(key) { Bytes = file.Length, FetchSeconds = UnknownFetchSeconds, IsWritten = true });
            else file.Delete();
        }
    }

    private void Add(LocalDiff file)
    {
        _files.Add(file.Key, file);
        _order.Add(file);
        ResidencyInstruments.Grew(ResidencyInstruments.Disk, file.Bytes);
        Use(file);
    }

    private void Use(LocalDiff file)
    {
        file.Worth = _worth.Use(file.Key, file.FetchSeconds, file.Bytes);
        file.LastUse = ++_clock;
        _order.Update(file);
    }

    // Returns what is to be deleted.
    private List<LocalDiff> Trim()
    {
        var gone = new List<LocalDiff>();
        while (_order.Bytes > _maxBytes)
        {
            var file = _order.Take();
            Remove(file);
            gone.Add(file);
            _worth.Evicted(file.Worth);
            _evictions++;
            ResidencyInstruments.Evicted(ResidencyInstruments.Disk);
            LogEvicted(_logger, file.Key.Sha256, file.Bytes);
        }

        return gone;
    }

    private void Remove(LocalDiff file)
    {
        _files.Remove(file.Key);
        _order.Remove(file);
        if (file.IsWritten) _leaving.Add(file.Key);
        ResidencyInstruments.Grew(ResidencyInstruments.Disk, -file.Bytes);
    }

    // Without the lock, for which hits wait too.
    private void Delete(IReadOnlyList<LocalDiff> gone)
    {
        foreach (var file in gone)
        {
            if (!file.IsWritten) continue;
            var path = PathOf(file.Key);
            Try(path, () => File.Delete(path));
            lock (_lock) _leaving.Remove(file.Key);
        }
    }

    private bool Try(string path, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            ResidencyInstruments.DiskFailed();
            LogFailed(_logger, path, exception.Message);
            return false;
        }
    }

    private string PathOf(VersionKey key) => Path.Combine(_folder, $"{key.Sha256}.{key.Tenant}");

    private static VersionKey? KeyOf(string name) =>
        name.Split('.', 2) is [{ Length: 2 * SHA256.HashSizeInBytes } sha256, var tenant]
        && sha256.All(char.IsAsciiHexDigitLower) && ResourceName.IsValid(tenant)
            ? new VersionKey(tenant, sha256)
            : null;
}
