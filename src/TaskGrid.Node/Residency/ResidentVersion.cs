using TaskGrid.Serving;

namespace TaskGrid.Node;

#pragma warning disable CA1001 // The token's source has no timer and no handle that was to be disposed of.

/// <summary>A version in memory, or on its way there: its bytes are 0 then. Guarded by the lock of <see cref="ResidentVersions"/>.
/// </summary>
internal sealed class ResidentVersion : KeptItem
{
    private readonly CancellationTokenSource _abandoned = new();
    private bool _retired;

    /// <summary>A version that is loaded when it is first asked for.</summary>
    /// <param name="key">Whose it is, and its hash.</param>
    /// <param name="load">Loads it.</param>
    public ResidentVersion(VersionKey key, Func<ResidentVersion, Task<ServedTask>> load)
    {
        Key = key;
        Model = new(() => load(this));
        Abandoned = _abandoned.Token;
    }

    public VersionKey Key { get; }

    /// <summary>When loading it has failed, as a timestamp, for a reason that another try will hardly change; null: it has not.
    /// </summary>
    public long? FailedAt { get; set; }

    /// <summary>The model; the first one who asks loads it.</summary>
    public Lazy<Task<ServedTask>> Model { get; }

    /// <summary>There was a moment when nobody waited for its load any more.</summary>
    public CancellationToken Abandoned { get; }

    /// <summary>Requests that use it.</summary>
    public int Users { get; set; }

    /// <summary>Requests that have used it since it was loaded.</summary>
    public long Uses { get; set; }

    /// <summary>When it was used last, as a timestamp.</summary>
    public long LastUsedAt { get; set; }

    /// <summary>Whether it is pinned and can be held, as its order was told.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Where it was loaded from.</summary>
    public string Origin { get; set; } = "";

    /// <summary>What loading it again would take.</summary>
    public double LoadSeconds { get; set; }

    /// <summary>Whether it goes when nobody uses it any more: its tenant has it no longer.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Frees the model as soon as nobody uses it.</summary>
    public void Retire()
    {
        _retired = true;
        FreeWhenUnused();
    }

    /// <summary>A request is done.</summary>
    public void Release()
    {
        Users--;
        if (Users == 0 && Bytes == 0) _abandoned.Cancel();
        FreeWhenUnused();
    }

    private void FreeWhenUnused()
    {
        if (_retired && Users == 0 && Model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Model.Value.Result.Dispose();
    }
}
