using static TorchSharp.torch;

namespace TaskGrid.Torch;

/// <summary>
/// Scopes for work that is done again and again, one after the other: objects of one's tensors become those of the next one's, so
/// that most calls allocate nothing. Nothing may hold a tensor of such a scope beyond its end, unless it was moved out of it. With
/// TorchSharp's package they are scopes like any other.
/// </summary>
public sealed class RepeatedScope
{
#if TORCHSHARP_PACKAGE
    private readonly Func<TorchSharp.DisposeScope> _open = NewDisposeScope;
#else
    private readonly Stack<Tensor> _spares = new();
#endif

    /// <summary>Opens a scope on this thread; no other one of this object may be open.</summary>
    public TorchSharp.DisposeScope Open() =>
#if TORCHSHARP_PACKAGE
        _open();
#else
        TorchSharp.ScopeStack.Open(_spares);
#endif
}
