namespace TorchSharp;

/// <summary>
/// Owns the tensors that are made on its thread while it is the innermost scope, and disposes those that it still owns
/// when it is disposed itself. Not thread-safe.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly Stack<torch.Tensor>? _spares;
    private List<torch.Tensor> _tensors = ScopeStack.TakeList();
    private DisposeScope? _outer;

    /// <summary>Opens a scope.</summary>
    /// <param name="outer">The one around it.</param>
    /// <param name="spares">Objects for the scope's tensors, and where they go at its end; null: tensors have objects of their own.
    /// </param>
    internal DisposeScope(DisposeScope? outer, Stack<torch.Tensor>? spares) => (_outer, _spares) = (outer, spares);

    /// <summary>How many tensors the scope owns.</summary>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    public int DisposablesCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return _tensors.Count;
        }
    }

    /// <summary>Whether the scope has ended.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>The nearest open scope around this one; null for the outermost.</summary>
    internal DisposeScope? OuterScope
    {
        get
        {
            while (_outer is { IsDisposed: true }) _outer = _outer._outer;
            return _outer;
        }
    }

    /// <summary>Gives a tensor to the scope around this one; to nobody when there is none.</summary>
    /// <typeparam name="T">A tensor.</typeparam>
    /// <param name="disposable">What to give; one of another scope stays there.</param>
    /// <returns>The same tensor.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(OuterScope, disposable);

    /// <summary>Gives two tensors to the scope around this one.</summary>
    /// <typeparam name="T1">A tensor.</typeparam>
    /// <typeparam name="T2">A tensor.</typeparam>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <returns>The same tensors.</returns>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Gives a tensor to another scope, or to nobody.</summary>
    /// <typeparam name="T">A tensor.</typeparam>
    /// <param name="scope">The new owner; null: none, the caller disposes it.</param>
    /// <param name="disposable">What to give; one of another scope stays there.</param>
    /// <returns>The same tensor.</returns>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var tensor = TensorOf(disposable);
        if (tensor.OwningDisposeScope == this && scope != this)
        {
            Remove(tensor);
            scope?.Add(tensor);
        }

        return disposable;
    }

    /// <summary>Gives a tensor to nobody: the caller disposes it.</summary>
    /// <typeparam name="T">A tensor.</typeparam>
    /// <param name="disposable">What to give; one of another scope stays there.</param>
    /// <returns>The same tensor.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Takes a tensor from wherever it belongs.</summary>
    /// <param name="disposable">A tensor.</param>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var tensor = TensorOf(disposable);
        if (tensor.OwningDisposeScope == this) return;
        tensor.OwningDisposeScope?.Remove(tensor);
        Add(tensor);
    }

    /// <summary>Whether the scope owns a tensor.</summary>
    /// <param name="disposable">A tensor.</param>
    public bool Contains(IDisposable disposable) => TensorOf(disposable).OwningDisposeScope == this;

    /// <summary>Disposes all tensors of the scope; the scope stays open.</summary>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    public void DisposeEverything()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        DisposeTensors();
    }

    /// <summary>Disposes all tensors of the scope but some; the scope stays open.</summary>
    /// <param name="keep">What stays; what does not belong to the scope is not taken in.</param>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var kept = keep.Select(TensorOf).Where(tensor => tensor.OwningDisposeScope == this).ToArray();
        foreach (var tensor in kept) Remove(tensor);
        DisposeTensors();
        foreach (var tensor in kept) Add(tensor);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (IsDisposed) return;
        DisposeTensors();
        IsDisposed = true;
        ScopeStack.GiveBack(_tensors);
        _tensors = null!; // another scope's now
    }

    /// <summary>Gives a native tensor an object that an earlier one has left; null when there is none.</summary>
    internal torch.Tensor? TakeSpare(nint handle)
    {
        if (_spares is null || !_spares.TryPop(out var tensor)) return null;
        Add(tensor.Refill(handle));
        return tensor;
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.ScopeIndex = _tensors.Count;
        _tensors.Add(tensor);
    }

    /// <summary>Forgets a tensor: the last one takes its place, so that nothing is searched.</summary>
    internal void Remove(torch.Tensor tensor)
    {
        var last = _tensors[^1];
        _tensors[tensor.ScopeIndex] = last;
        last.ScopeIndex = tensor.ScopeIndex;
        _tensors.RemoveAt(_tensors.Count - 1);
        tensor.OwningDisposeScope = null;
    }

    private static torch.Tensor TensorOf(IDisposable disposable) =>
        disposable as torch.Tensor ?? throw new InvalidOperationException("A scope owns tensors and nothing else.");

    private void DisposeTensors()
    {
        foreach (var tensor in _tensors)
        {
            tensor.OwningDisposeScope = null;
            if (_spares is null)
            {
                tensor.Dispose();
            }
            else
            {
                tensor.Empty();
                _spares.Push(tensor);
            }
        }

        _tensors.Clear();
    }
}
