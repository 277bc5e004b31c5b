using System.Collections.Immutable;
using TaskGrid.Diffs;

namespace TaskGrid.Training.Gradients;

/// <summary>A range of the flat buffer that lies in one tensor and one gradient segment: a unit of parallel work.</summary>
/// <param name="Number">Position among all chunks.</param>
/// <param name="Segment">Index of the gradient segment.</param>
/// <param name="Tensor">Index of the tensor in the layout.</param>
/// <param name="Start">First element within the segment.</param>
/// <param name="Offset">Flat index of the first element.</param>
/// <param name="Count">Number of elements.</param>
internal readonly record struct FlatChunk(int Number, int Segment, int Tensor, int Start, int Offset, int Count)
{
    // Large enough to hide the cost of handing out work, small enough to stay in the second-level cache.
    private const int Size = 32768;

    /// <summary>Cuts the flat buffer into chunks; the cut does not depend on the number of threads.</summary>
    public static ImmutableArray<FlatChunk> Cut(ParameterLayout layout, IReadOnlyList<Segment> segments)
    {
        var chunks = ImmutableArray.CreateBuilder<FlatChunk>();
        for (var s = 0; s < segments.Count; s++)
        {
            var segment = segments[s];
            for (var at = segment.Offset; at < segment.Offset + segment.Count;)
            {
                var tensor = layout.TensorAt(at);
                var end = Math.Min(Math.Min(segment.Offset + segment.Count, layout.Tensors[tensor].End), at + Size);
                chunks.Add(new FlatChunk(chunks.Count, s, tensor, at - segment.Offset, at, end - at));
                at = end;
            }
        }

        return chunks.ToImmutable();
    }
}
