using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>The use of a version by one request: it stays in memory meanwhile.</summary>
internal sealed class VersionLease(ResidentVersions versions, ResidentVersion version) : IDisposable
{
    private int _returned;

    /// <summary>The version, ready to answer.</summary>
    public ServedTask Model { get; internal set; } = null!;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) versions.Return(version);
    }
}
