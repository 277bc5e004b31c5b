using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>
/// How a base model's tensors lie, one after the other without holes, in its flat parameter buffer [d]. A flat index
/// names a weight, which is what a diff stores.
/// </summary>
public sealed class ParameterLayout : IEquatable<ParameterLayout>
{
    private ParameterLayout(ImmutableArray<TensorSpec> tensors, int count)
    {
        Tensors = tensors;
        Count = count;
    }

    /// <summary>The tensors in the order of their offsets.</summary>
    public ImmutableArray<TensorSpec> Tensors { get; }

    /// <summary>d: the number of parameters of all tensors together.</summary>
    public int Count { get; }

    /// <summary>Lays tensors out in the given order.</summary>
    /// <param name="tensors">Names (unique, not empty) and shapes (every extent at least 1).</param>
    /// <exception cref="ArgumentException">A name is empty or repeated, or an extent is below 1.</exception>
    /// <exception cref="OverflowException">There are 2³¹ parameters or more.</exception>
    public static ParameterLayout Create(IEnumerable<(string Name, ImmutableArray<int> Shape)> tensors)
    {
        var specs = ImmutableArray.CreateBuilder<TensorSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var offset = 0;
        foreach (var (name, shape) in tensors)
        {
            if (name.Length == 0 || !names.Add(name)) throw new ArgumentException($"Tensor name '{name}' is empty or repeated.");
            if (shape.Any(extent => extent < 1)) throw new ArgumentException($"Tensor '{name}' has an extent below 1.");
            var spec = new TensorSpec(name, shape, offset);
            specs.Add(spec);
            offset = checked(offset + spec.Count);
        }

        return new ParameterLayout(specs.ToImmutable(), offset);
    }

    /// <summary>The index in <see cref="Tensors"/> of the tensor that holds a flat index.</summary>
    /// <param name="index">Flat index, 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    public int TensorAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var (low, high) = (0, Tensors.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Tensors[middle].Offset <= index) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <inheritdoc/>
    public bool Equals(ParameterLayout? other) => other is not null && Tensors.SequenceEqual(other.Tensors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Tensors.Length);
}
