using System.Buffers;
using System.Collections.Immutable;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Runs one function over all chunks of the flat buffer on a number of threads. Results per chunk are added in the
/// chunks' order, so sums do not depend on the number of threads.
/// </summary>
internal sealed class ChunkPass(ImmutableArray<FlatChunk> chunks, int threads)
{
    private readonly ParallelOptions _options = TrainingScheduler.Options(threads);

    /// <summary>Handles one chunk and the gradient of its weights.</summary>
    public delegate void ChunkAction(FlatChunk chunk, Span<float> gradient);

    /// <summary>Handles one chunk and gives a number to be added up.</summary>
    public delegate double ChunkFunction(FlatChunk chunk, Span<float> gradient);

    /// <summary>Handles every chunk.</summary>
    public void Run(DenseGradients gradients, ChunkAction action) =>
        Map(gradients, (chunk, gradient) =>
        {
            action(chunk, gradient);
            return 0;
        });

    /// <summary>Handles every chunk and adds the results.</summary>
    public double Sum(DenseGradients gradients, ChunkFunction function) => Map(gradients, function).Sum();

    /// <summary>Handles every chunk and gives the results by chunk.</summary>
    public double[] Map(DenseGradients gradients, ChunkFunction function)
    {
        var memory = new HostMemory[gradients.Segments.Count];
        for (var s = 0; s < memory.Length; s++) memory[s] = gradients.Of(s);
        var results = new double[chunks.Length];
        Parallel.For(0, chunks.Length, _options, c =>
        {
            var chunk = chunks[c];
            var buffer = ArrayPool<float>.Shared.Rent(chunk.Count);
            results[c] = function(chunk, memory[chunk.Segment].Read(chunk.Start, chunk.Count, buffer));
            ArrayPool<float>.Shared.Return(buffer);
        });
        return results;
    }

    /// <summary>The chunks, in the order of their results.</summary>
    public ImmutableArray<FlatChunk> Chunks => chunks;
}
