namespace TaskGrid.Node;

/// <summary>A diff file on the local disk. Guarded by the lock of <see cref="LocalDiffs"/>.</summary>
/// <param name="key">Whose it is, and its hash.</param>
/// <param name="bytes">Its length.</param>
internal sealed class LocalDiff(VersionKey key, long bytes)
{
    public VersionKey Key => key;

    public long Bytes => bytes;

    /// <summary>Whether it can be read; before, only its bytes are set aside.</summary>
    public required bool IsWritten { get; set; }

    /// <summary>What fetching it again would take.</summary>
    public required double FetchSeconds { get; init; }

    /// <summary>What keeping it is worth.</summary>
    public double Worth { get; set; }

    /// <summary>Orders files of one worth.</summary>
    public long LastUse { get; set; }
}
