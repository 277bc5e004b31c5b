namespace TorchSharp;

/// <summary>Knows the innermost open scope of each thread.</summary>
public static class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? _current;

    /// <summary>The innermost open scope of this thread; null when there is none.</summary>
    internal static DisposeScope? Current => _current;

    /// <summary>Opens a scope inside the current one.</summary>
    internal static DisposeScope Open() => _current = new DisposeScope(_current);

    /// <summary>Takes a scope out of this thread's chain, also when an inner one is still open.</summary>
    internal static void Close(DisposeScope scope)
    {
        if (_current == scope)
        {
            _current = scope.OuterScope;
            return;
        }

        for (var inner = _current; inner is not null; inner = inner.OuterScope)
        {
            if (inner.OuterScope == scope)
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
