using System.Collections.Concurrent;

namespace TaskGrid.Gateway;

/// <summary>Keys that were looked up a moment ago, found or not.</summary>
internal sealed class ApiKeyCache(TimeProvider time)
{
    /// <summary>How long a revoked key may still be taken.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    // Guessed keys must not fill the memory, nor push the others out.
    private const int MaxMissing = 10_000;

    private readonly ConcurrentDictionary<string, (ApiKeyInfo Info, long At)> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _missing = new(StringComparer.Ordinal);

    public bool TryGet(string key, out ApiKeyInfo? info)
    {
        info = _found.TryGetValue(key, out var found) && IsFresh(found.At) ? found.Info : null;
        return info is not null || (_missing.TryGetValue(key, out var at) && IsFresh(at));
    }

    /// <summary>Whether a key was found at any time.</summary>
    public bool WasFound(string key) => _found.ContainsKey(key);

    public void Set(string key, ApiKeyInfo? info)
    {
        Remove(key);
        if (info is not null)
        {
            _found[key] = (info, time.GetTimestamp());
            return;
        }

        if (_missing.Count >= MaxMissing) _missing.Clear();
        _missing[key] = time.GetTimestamp();
    }

    public void Remove(string key)
    {
        _found.TryRemove(key, out _);
        _missing.TryRemove(key, out _);
    }

    private bool IsFresh(long at) => time.GetElapsedTime(at) < KeptFor;
}
