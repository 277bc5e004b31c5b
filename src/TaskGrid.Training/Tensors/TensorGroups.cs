using System.Collections.Immutable;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>One number per tensor of the layout, for each element of a chunk.</summary>
internal sealed class TensorGroups : IDisposable
{
    private readonly ImmutableArray<TensorChunk> _chunks;
    private readonly Tensor[] _lengths;
    private readonly Device _device;

    public TensorGroups(ImmutableArray<TensorChunk> chunks, Device device)
    {
        using var scope = NewDisposeScope();
        (_chunks, _device) = (chunks, device);
        _lengths = [.. chunks.Select(chunk => tensor([.. chunk.Pieces]).to(device).DetachFromDisposeScope())];
    }

    /// <summary>Brings the numbers of all tensors to the device [tensors].</summary>
    public Tensor Send(int tensors, Func<int, float> valueOf) =>
        DeviceMemory.Send(tensor([.. Enumerable.Range(0, tensors).Select(valueOf)]), _device);

    /// <summary>A chunk's numbers [n].</summary>
    /// <param name="chunk">Number of the chunk.</param>
    /// <param name="values">[tensors], where the weights are.</param>
    public Tensor Spread(int chunk, Tensor values)
    {
        using var scope = NewDisposeScope();
        var (first, pieces, count) = (_chunks[chunk].FirstTensor, _chunks[chunk].Pieces.Length, _chunks[chunk].Count);
        return values.narrow(0, first, pieces).repeat_interleave(_lengths[chunk], 0, count).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var lengths in _lengths) lengths.Dispose();
    }
}
