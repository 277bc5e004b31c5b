using TaskGrid.Serving.Kernels;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>
/// Tokens of a batch in panels of <see cref="SideKernel.Tokens"/>, each of one task, so that one product serves all tasks:
/// P panels, of which the last of a task may be filled up with any token.
/// </summary>
internal sealed class TensorPanels : IDisposable
{
    private const int Tokens = SideKernel.Tokens;

    private TensorPanels(int[] tasks, Tensor sources, Tensor places) => (Tasks, Sources, Places) = (tasks, sources, places);

    /// <summary>The number of each panel's task in the batch [P].</summary>
    public int[] Tasks { get; }

    /// <summary>The token of each place of the panels, int64 [P · 32].</summary>
    public Tensor Sources { get; }

    /// <summary>The place of each token, int64 [N].</summary>
    public Tensor Places { get; }

    /// <summary>Cuts tokens into panels.</summary>
    /// <param name="ends">Where the tokens of each task end: tasks lie one behind the other.</param>
    /// <param name="device">Where the batch is.</param>
    public static TensorPanels Cut(IReadOnlyList<int> ends, Device device)
    {
        var (tasks, sources, places) = (new List<int>(), new List<long>(), new long[ends[^1]]);
        var token = 0;
        for (var task = 0; task < ends.Count; task++)
        {
            while (token < ends[task])
            {
                for (var place = 0; place < Tokens; place++)
                {
                    if (token + place < ends[task]) places[token + place] = sources.Count;
                    sources.Add(Math.Min(token + place, ends[task] - 1));
                }

                tasks.Add(task);
                token = Math.Min(token + Tokens, ends[task]);
            }
        }

        using var scope = NewDisposeScope();
        return new TensorPanels(
            [.. tasks],
            DeviceMemory.Send(tensor(sources.ToArray()), device).DetachFromDisposeScope(),
            DeviceMemory.Send(tensor(places), device).DetachFromDisposeScope());
    }

    public void Dispose()
    {
        Sources.Dispose();
        Places.Dispose();
    }
}
