namespace TaskGrid.Node;

/// <summary>A diff file on the local disk. Guarded by the lock of <see cref="LocalDiffs"/>.</summary>
/// <param name="key">Whose it is, and its hash.</param>
internal sealed class LocalDiff(VersionKey key) : KeptItem
{
    public VersionKey Key => key;

    /// <summary>Whether it can be read; before, only its bytes are set aside.</summary>
    public required bool IsWritten { get; set; }

    /// <summary>What fetching it again would take.</summary>
    public required double FetchSeconds { get; init; }
}
