namespace TorchSharp;

/// <summary>Knows the innermost open scope of each thread.</summary>
internal static class ScopeStack
{
    [ThreadStatic]
    private static DisposeScope? _current;

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

    /// <summary>Opens a scope inside the current one.</summary>
    internal static DisposeScope Open() => _current = new DisposeScope(Current);
}
