using System.Collections.Immutable;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>Sums in fp64 that reach the processor together: one wait for the device, however many they are.</summary>
internal static class TensorSums
{
    /// <summary>Σ g² of all gradients.</summary>
    public static double Squares(TensorGradients gradients, ImmutableArray<TensorChunk> chunks)
    {
        using var scope = NewDisposeScope();
        var squares = new List<Tensor>();
        foreach (var chunk in chunks) squares.Add(Squares(gradients.Of(chunk)));
        return Read(squares).Sum();
    }

    /// <summary>Σ g² of a gradient, fp64 [].</summary>
    public static Tensor Squares(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        return gradient.mul(gradient).sum(ScalarType.Float64).MoveToOuterDisposeScope();
    }

    /// <summary>Σ of the elements of each tensor in a chunk, fp64 [] each.</summary>
    public static IReadOnlyList<Tensor> ByTensor(Tensor values, TensorChunk chunk)
    {
        using var scope = NewDisposeScope();
        var (sums, start) = (new List<Tensor>(), 0L);
        foreach (var length in chunk.Pieces)
        {
            sums.Add(values.narrow(0, start, length).sum(ScalarType.Float64).MoveToOuterDisposeScope());
            start += length;
        }

        return sums;
    }

    /// <summary>Waits for numbers.</summary>
    public static double[] Read(IReadOnlyList<Tensor> numbers)
    {
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<double>(stack(numbers).cpu()).ToArray();
    }
}
