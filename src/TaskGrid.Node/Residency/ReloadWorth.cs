namespace TaskGrid.Node;

/// <summary>
/// What keeping a version is worth: GreedyDual-Size-Frequency (Cherkasova, HPL-98-69, 1998). Uses times seconds to load it again, for
/// each byte; on top of it the worth of whatever was evicted last, so that what was used much long ago gives way in the end. Versions
/// that are used once, as by a scan, are worth least and push each other out. Guarded by its owner.
/// </summary>
internal sealed class ReloadWorth
{
    private readonly UseCounts _uses = new();
    private double _evicted;

    /// <summary>Counts a use.</summary>
    /// <param name="version">The version.</param>
    /// <param name="seconds">What loading it again would take.</param>
    /// <param name="bytes">What it takes.</param>
    /// <returns>What it is worth from now on.</returns>
    public double Use(VersionKey version, double seconds, long bytes) => Worth(_uses.Add(version), seconds, bytes);

    /// <summary>Requests for one version come to another from now on.</summary>
    /// <returns>What that is worth then.</returns>
    public double Inherit(VersionKey version, VersionKey from, double seconds, long bytes)
    {
        _uses.Inherit(version, from);
        return Worth(_uses.Of(version), seconds, bytes);
    }

    /// <summary>Requests come to a version no longer.</summary>
    public void Forget(VersionKey version) => _uses.Forget(version);

    /// <summary>Something of this worth was evicted.</summary>
    public void Evicted(double worth) => _evicted = Math.Max(_evicted, worth);

    private double Worth(int uses, double seconds, long bytes) => _evicted + (uses * seconds / Math.Max(1, bytes));
}
