using TaskGrid.Diffs;
using TaskGrid.Serving;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>
/// Versions in memory, inside a byte budget: the one that was used longest ago goes first, and none while a request uses
/// it. Requests that miss the same version at once load it once.
/// </summary>
internal sealed class ResidentVersions(GridDocuments documents, BaseServers servers, long maxBytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResidentVersion> _versions = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>Bytes of all versions in memory.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _versions.Values.Sum(version => version.Bytes);
        }
    }

    /// <summary>Whether a version is in memory.</summary>
    public bool Holds(string sha256)
    {
        lock (_lock) return _versions.TryGetValue(sha256, out var version) && version.Bytes > 0;
    }

    /// <summary>A version, loaded when it is not there; dispose the lease after use.</summary>
    /// <exception cref="TaskGridException">The diff is missing or damaged, or its base is not here.</exception>
    public async Task<VersionLease> TakeAsync(string sha256, CancellationToken cancellationToken)
    {
        ResidentVersion version;
        lock (_lock)
        {
            if (!_versions.TryGetValue(sha256, out version!))
            {
                version = new ResidentVersion(() => LoadAsync(sha256));
                _versions.Add(sha256, version);
            }

            version.Users++;
            version.LastUse = ++_clock;
        }

        var lease = new VersionLease(this, version);
        try
        {
            lease.Model = await version.Model.Value.WaitAsync(cancellationToken);
            Trim();
            return lease;
        }
        catch
        {
            lease.Dispose();
            // A failed load is tried again by the next request.
            if (version.Model.Value.IsFaulted) Forget(sha256, version);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var version in _versions.Values) version.Retire();
            _versions.Clear();
        }
    }

    internal void Return(ResidentVersion version)
    {
        lock (_lock) version.Release();
    }

    private async Task<ServedTask> LoadAsync(string sha256)
    {
        await using var stream = await documents.Content.OpenAsync(sha256, CancellationToken.None);
        var diff = DiffFile.Read(stream);
        return await Task.Run(() => TorchFailure.Translate(() => servers.Open(diff)));
    }

    private void Forget(string sha256, ResidentVersion version)
    {
        lock (_lock)
        {
            if (_versions.GetValueOrDefault(sha256) == version) _versions.Remove(sha256);
        }
    }

    private void Trim()
    {
        lock (_lock)
        {
            var bytes = _versions.Values.Sum(version => version.Bytes);
            foreach (var (key, version) in _versions.OrderBy(each => each.Value.LastUse).ToArray())
            {
                if (bytes <= maxBytes || _versions.Count == 1) return;
                if (version.Users > 0 || version.Bytes == 0) continue;
                bytes -= version.Bytes;
                _versions.Remove(key);
                version.Retire();
            }
        }
    }
}
