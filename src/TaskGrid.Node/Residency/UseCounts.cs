namespace TaskGrid.Node;

/// <summary>
/// How often each version was used lately, in memory or not. From time to time all counts are halved (the reset of TinyLFU, Einziger et
/// al. 2017), so that old fame fades and only so many versions are remembered. Guarded by its owner.
/// </summary>
/// <param name="window">Uses between two halvings; no more versions than twice as many are remembered.</param>
internal sealed class UseCounts(int window = 1 << 14)
{
    private readonly Dictionary<VersionKey, int> _counts = [];
    private int _uses;

    /// <summary>Counts a use.</summary>
    /// <returns>The version's count.</returns>
    public int Add(VersionKey version)
    {
        if (++_uses >= window) Halve();
        return _counts[version] = Of(version) + 1;
    }

    /// <summary>A version's count.</summary>
    public int Of(VersionKey version) => _counts.GetValueOrDefault(version);

    /// <summary>Counts a version as having been used as often as another.</summary>
    public void Inherit(VersionKey version, VersionKey from)
    {
        if (_counts.TryGetValue(from, out var count)) _counts[version] = Math.Max(count, Of(version));
    }

    /// <summary>Counts a version as not used.</summary>
    public void Forget(VersionKey version) => _counts.Remove(version);

    private void Halve()
    {
        _uses = 0;
        foreach (var (version, count) in _counts)
        {
            if (count == 1) _counts.Remove(version);
            else _counts[version] = count / 2;
        }
    }
}
