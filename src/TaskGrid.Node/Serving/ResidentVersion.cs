using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>A version in memory, or on its way there. Guarded by the lock of <see cref="ResidentVersions"/>.</summary>
internal sealed class ResidentVersion(Func<Task<ServedTask>> load)
{
    private bool _retired;

    /// <summary>The model; the first one who asks loads it.</summary>
    public Lazy<Task<ServedTask>> Model { get; } = new(load);

    /// <summary>Requests that use it.</summary>
    public int Users { get; set; }

    /// <summary>Orders versions by their last use.</summary>
    public long LastUse { get; set; }

    /// <summary>Bytes of the model; 0 while it is being loaded.</summary>
    public long Bytes =>
        Model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? Model.Value.Result.Bytes : 0;

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
        FreeWhenUnused();
    }

    private void FreeWhenUnused()
    {
        if (_retired && Users == 0 && Bytes > 0) Model.Value.Result.Dispose();
    }
}
