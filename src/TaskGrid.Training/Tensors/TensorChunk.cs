using System.Collections.Immutable;
using TaskGrid.Diffs;

namespace TaskGrid.Training.Tensors;

/// <summary>A range of the flat buffer that one row of tensor operations handles: it bounds their temporary memory.</summary>
/// <param name="Offset">Flat index of its first element.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="FirstTensor">Index in the layout of the tensor that the first element belongs to.</param>
/// <param name="Pieces">How many elements belong to that tensor, to the next one, and so on.</param>
internal sealed record TensorChunk(int Offset, int Count, int FirstTensor, ImmutableArray<long> Pieces)
{
    // Large enough to keep a device busy; the gated update needs about 150 bytes of temporary memory an element.
    private const int Size = 1 << 22;

    /// <summary>Cuts the flat buffer.</summary>
    /// <param name="layout">Its layout.</param>
    /// <param name="border">A flat index at which a chunk ends.</param>
    public static ImmutableArray<TensorChunk> Cut(ParameterLayout layout, int border)
    {
        var chunks = ImmutableArray.CreateBuilder<TensorChunk>();
        for (var at = 0; at < layout.Count; at += chunks[^1].Count)
        {
            var end = Math.Min(at < border ? border : layout.Count, at + Size);
            var first = layout.TensorAt(at);
            var pieces = ImmutableArray.CreateBuilder<long>();
            for (var (tensor, start) = (first, at); start < end; tensor++)
            {
                var next = Math.Min(end, layout.Tensors[tensor].End);
                pieces.Add(next - start);
                start = next;
            }

            chunks.Add(new TensorChunk(at, end - at, first, pieces.ToImmutable()));
        }

        return chunks.ToImmutable();
    }
}
