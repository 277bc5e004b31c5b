namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope on this thread: tensors made until it is disposed belong to it.</summary>
    public static DisposeScope NewDisposeScope() => ScopeStack.Open();
}
