using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Resident;

namespace TaskGrid.Serving.Mixed;

/// <summary>Neighbouring tokens of one task, at most <see cref="SideKernel.Tokens"/>: a unit of parallel work.</summary>
/// <param name="Overrides">The task's.</param>
/// <param name="Token">The first token's number in the batch.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Panel(SparseOverrides Overrides, int Token, int Count);
