using System.Collections.Concurrent;

namespace TaskGrid.Gateway;

/// <summary>Keys that were looked up a moment ago, found or not.</summary>
internal sealed class ApiKeyCache(TimeProvider time)
{
    /// <summary>How long a revoked key may still be taken.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    // Guessed keys must not fill the memory.
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, (ApiKeyInfo? Info, long At)> _entries = new(StringComparer.Ordinal);

    public bool TryGet(string key, out ApiKeyInfo? info)
    {
        var isKnown = _entries.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.At) < KeptFor;
        info = isKnown ? entry.Info : null;
        return isKnown;
    }

    public void Set(string key, ApiKeyInfo? info)
    {
        if (_entries.Count >= MaxEntries) _entries.Clear();
        _entries[key] = (info, time.GetTimestamp());
    }

    public void Remove(string key) => _entries.TryRemove(key, out _);
}
