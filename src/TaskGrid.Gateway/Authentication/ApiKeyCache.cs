using System.Collections.Concurrent;

namespace TaskGrid.Gateway;

/// <summary>Keys that were looked up a moment ago, found or not.</summary>
/// <param name="time">The clock.</param>
/// <param name="grace">How long one that was found may be taken while the store is away.</param>
internal sealed class ApiKeyCache(TimeProvider time, TimeSpan grace)
{
    /// <summary>How long a revoked key may still be taken.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    // Guessed keys must not fill the memory, nor push the others out.
    private const int MaxMissing = 10_000;

    private readonly ConcurrentDictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _missing = new(StringComparer.Ordinal);

    public bool TryGet(string key, out ApiKeyInfo? info)
    {
        info = _found.TryGetValue(key, out var found) && IsFresh(found.AskedAt) ? found.Info : null;
        return info is not null || (_missing.TryGetValue(key, out var at) && IsFresh(at));
    }

    /// <summary>Whether a key was found at any time.</summary>
    public bool WasFound(string key) => _found.ContainsKey(key);

    /// <summary>A key that was found, for as long as it may stand in for a store that is away.</summary>
    public ApiKeyInfo? Known(string key) =>
        _found.TryGetValue(key, out var found) && time.GetElapsedTime(found.SeenAt) < grace ? found.Info : null;

    /// <summary>Whether the store did not answer when it was asked last for a key that was found.</summary>
    public bool IsUnanswered(string key) => _found.TryGetValue(key, out var found) && found.AskedAt != found.SeenAt;

    /// <summary>Takes a key that was found as it is for a moment more.</summary>
    public void Keep(string key)
    {
        if (_found.TryGetValue(key, out var found))
            _found.TryUpdate(key, found with { AskedAt = time.GetTimestamp() }, found);
    }

    public void Set(string key, ApiKeyInfo? info)
    {
        Remove(key);
        if (info is not null)
        {
            var now = time.GetTimestamp();
            _found[key] = new Found(info, now, now);
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

    private sealed record Found(ApiKeyInfo Info, long SeenAt, long AskedAt);
}
