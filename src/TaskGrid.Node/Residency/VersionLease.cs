using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>The use of a version by one request: it stays in memory meanwhile.</summary>
internal sealed class VersionLease(ResidentVersions versions, ResidentVersion version) : IDisposable
{
    private int _returned;

    /// <summary>The version, ready to answer.</summary>
    public ServedTask Model { get; internal set; } = null!;

    /// <summary>Whether it can be pinned beside what is pinned here.</summary>
    public bool HasRoomToPin => versions.HasRoomToPin(version);

    /// <summary>Checks that it can be pinned beside what is pinned here.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InsufficientMemory"/>.</exception>
    public void CheckRoomToPin() => versions.CheckRoomToPin(version);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) versions.Return(version);
    }
}
