using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>One dense tensor of a task's head.</summary>
public sealed record HeadTensor
{
    /// <summary>Name, unique in the head, e.g. <c>classifier.weight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Extent of each dimension, at least 1, row-major; <c>[labels, hidden]</c> for a linear layer's weight.
    /// </summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>Finite numbers, as many as the shape says.</summary>
    public required float[] Values { get; init; }

    /// <summary>How the file stores them: <see cref="ValueFormat.Fp32"/> (the default) or
    /// <see cref="ValueFormat.Fp16"/>.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Fp32;

    /// <summary>What is wrong with the tensor, or null.</summary>
    internal string? Problem()
    {
        if (Name.Length == 0) return "a tensor of the head has no name";
        if (Format is not (ValueFormat.Fp32 or ValueFormat.Fp16))
            return $"head tensor '{Name}' is {Format.Name()}, but a head is fp32 or fp16";
        if (Shape.Any(extent => extent < 1)) return $"head tensor '{Name}' has an extent below 1";
        var count = Shape.Aggregate((Int128)1, (product, extent) => Int128.Min(product * extent, long.MaxValue));
        if (count != Values.Length)
            return $"head tensor '{Name}' has {Values.Length} values, but its shape asks for {count}";
        var bad = Array.FindIndex(Values, value => !float.IsFinite(value));
        if (bad >= 0) return $"value {bad} of head tensor '{Name}' is {Values[bad]}";
        return ValueCodec.CanRepresent(Values, Format) ? null : $"head tensor '{Name}' is beyond the range of fp16";
    }
}
