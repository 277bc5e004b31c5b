using System.Collections.Immutable;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>One tensor that a safetensors header names.</summary>
/// <param name="Name">Name, unique in the file.</param>
/// <param name="DType">Element type as the file spells it, e.g. <c>F32</c>, <c>BF16</c>, <c>I64</c>.</param>
/// <param name="Shape">Extent of each dimension, row-major; empty for a single number; an extent may be 0.</param>
/// <param name="Begin">First byte, counted from <see cref="SafetensorsHeader.DataStart"/>.</param>
/// <param name="End">Byte after the last.</param>
public sealed record SafetensorsTensor(string Name, string DType, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>Bytes of the tensor.</summary>
    public long ByteLength => End - Begin;

    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, extent) => checked(product * extent));

    /// <inheritdoc/>
    public bool Equals(SafetensorsTensor? other) =>
        other is not null && (Name, DType, Begin, End) == (other.Name, other.DType, other.Begin, other.End)
        && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, DType, Begin, End);
}
