namespace TorchSharp;

/// <summary>Knows the innermost open scope of each thread.</summary>
internal static class ScopeStack
{
    [ThreadStatic]
    private static DisposeScope? _current;

    [ThreadStatic]
    private static List<torch.Tensor>? _spare;

    /// <summary>The innermost open scope of this thread; null when there is none.</summary>
    internal static DisposeScope? Current
    {
        get
        {
            // A scope may be disposed out of order, or on another thread after an await: it is skipped here.
            if (_current is { IsDisposed: true }) _current = _current.OuterScope;
            return _current;
        }
    }

    /// <summary>An empty list; one that an earlier scope of this thread has made large enough, where there is one.</summary>
    internal static List<torch.Tensor> TakeList()
    {
        var list = _spare ?? [];
        _spare = null;
        return list;
    }

    /// <summary>Keeps the list of a scope that has ended, for the next one.</summary>
    internal static void GiveBack(List<torch.Tensor> list) => _spare = list;

    /// <summary>Opens a scope inside the current one.</summary>
    /// <param name="spares">Objects for its tensors; null: none.</param>
    internal static DisposeScope Open(Stack<torch.Tensor>? spares = null) => _current = new DisposeScope(Current, spares);
}
