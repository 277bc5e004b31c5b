using TaskGrid.Serving.Kernels;

namespace TaskGrid.Serving.Modes;

/// <summary>One task's rows among those that are to be answered.</summary>
/// <param name="Task">The task.</param>
/// <param name="Tokens">Tokens of its rows.</param>
/// <param name="IsOnly">Whether there are rows of no other task.</param>
internal readonly record struct TaskLoad(ResidentTask Task, int Tokens, bool IsOnly)
{
    /// <summary>Panels that the tokens fill.</summary>
    public int Panels => (Tokens + SideKernel.Tokens - 1) / SideKernel.Tokens;
}
