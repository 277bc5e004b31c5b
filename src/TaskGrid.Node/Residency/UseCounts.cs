namespace TaskGrid.Node;

/// <summary>
/// How often each version was used lately, in memory or not. From time to time all counts are halved (the reset of TinyLFU, Einziger et
/// al. 2017), so that old fame fades and only so many versions are remembered. Guarded by its owner.
/// </summary>
/// <param name="window">Uses between two halvings; no more versions than twice as many are remembered.</param>
internal sealed class UseCounts(int window = 1 << 14)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _uses;

    /// <summary>Counts a use.</summary>
    /// <returns>The version's count.</returns>
    public int Add(string sha256)
    {
        if (++_uses >= window) Halve();
        return _counts[sha256] = _counts.GetValueOrDefault(sha256) + 1;
    }

    private void Halve()
    {
        _uses = 0;
        foreach (var (sha256, count) in _counts)
        {
            if (count == 1) _counts.Remove(sha256);
            else _counts[sha256] = count / 2;
        }
    }
}
