using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TaskGrid.Training.Gradients;

/// <summary>The sum in the processor's memory, one pass over the gradients an example.</summary>
internal sealed class FisherDiagonal : IFisherDiagonal
{
    private readonly DenseGradients _gradients;
    private readonly ChunkPass _pass;
    private readonly float[] _sums;

    public FisherDiagonal(TaskNetwork network, int threads)
    {
        _gradients = new DenseGradients(network.Weights);
        _pass = new ChunkPass(FlatChunk.Cut(network.Base.Layout, _gradients.Segments), threads);
        _sums = new float[network.Base.Layout.Count];
    }

    public EmbeddingTap Tap => _gradients;

    public void Add(TokenBatch example)
    {
        _gradients.Collect(example);
        _pass.Run(_gradients, (chunk, gradient) =>
        {
            var target = _sums.AsSpan(chunk.Offset, chunk.Count);
            TensorPrimitives.MultiplyAdd<float>(gradient, gradient, target, target);
        });
        _gradients.Clear();
    }

    public int[] Largest(int entries) => TopK.Select(_sums, entries);

    public void Dispose() => _gradients.Dispose();
}
