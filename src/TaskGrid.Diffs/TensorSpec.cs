using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>One tensor's place in a base model's flat parameter buffer.</summary>
/// <param name="Name">Canonical name, e.g. <c>encoder.layer.0.attention.self.query.weight</c>.</param>
/// <param name="Shape">Extent of each dimension, row-major.</param>
/// <param name="Offset">Flat index of the first element.</param>
public sealed record TensorSpec(string Name, ImmutableArray<int> Shape, int Offset)
{
    /// <summary>Number of elements.</summary>
    public int Count { get; } = Shape.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Flat index after the last element.</summary>
    public int End => Offset + Count;

    /// <inheritdoc/>
    public bool Equals(TensorSpec? other) =>
        other is not null && Name == other.Name && Offset == other.Offset && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Offset, Count);
}
