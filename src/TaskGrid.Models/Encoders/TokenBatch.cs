using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// Encoded texts of one forward pass: padded to the longest, or packed one behind the other. N tokens, padding included.
/// </summary>
public sealed class TokenBatch : IDisposable
{
    private TokenBatch(Tensor ids, Tensor types, Tensor? mask, TokenPacking? packing, int rows, int[] flatIds, byte[] flatTypes)
    {
        (Ids, Types, Mask, Packing, FlatIds, FlatTypes) = (ids, types, mask, packing, flatIds, flatTypes);
        (Rows, Length) = (rows, packing is null ? flatIds.Length / rows : packing.Groups[0].Length);
    }

    /// <summary>Token ids, int64 [B, T]; packed [N].</summary>
    public Tensor Ids { get; }

    /// <summary>Token types, int64 [B, T]; packed [N].</summary>
    public Tensor Types { get; }

    /// <summary>Additive attention mask [B, 1, 1, T], 0 at tokens and −∞ at padding; null when nothing is
    /// padded.</summary>
    public Tensor? Mask { get; }

    /// <summary>Token ids in row-major order, N.</summary>
    public int[] FlatIds { get; }

    /// <summary>Token types in row-major order, N.</summary>
    public byte[] FlatTypes { get; }

    /// <summary>B.</summary>
    public int Rows { get; }

    /// <summary>T, the longest row.</summary>
    public int Length { get; }

    /// <summary>Pairs of tokens for which attention is computed, padding included.</summary>
    public long AttendedPairs => Packing?.AttendedPairs ?? (long)Rows * Length * Length;

    /// <summary>Where the rows of a packed batch are; null when it is padded.</summary>
    internal TokenPacking? Packing { get; }

    /// <summary>Pads texts to a batch.</summary>
    /// <param name="rows">Token ids of each text and how many of them belong to the first segment.</param>
    /// <param name="padId">The padding token's id.</param>
    /// <param name="type">Type of the attention mask: that of the model's weights.</param>
    /// <param name="device">Where the model computes.</param>
    public static TokenBatch Create(IReadOnlyList<EncodedInput> rows, int padId, ScalarType type, Device device)
    {
        var lengths = Lengths(rows);
        var length = lengths.Max();
        var (flatIds, flatTypes) = (new int[rows.Count * length], new byte[rows.Count * length]);
        Array.Fill(flatIds, padId);
        for (var b = 0; b < rows.Count; b++) Write(rows[b], flatIds, flatTypes, b * length);
        return Create(
            [rows.Count, length], flatIds, flatTypes, device, AttentionMask(lengths, type, device), null);
    }

    /// <summary>Puts texts one behind the other; those that are equally long are a batch without padding as they are.</summary>
    /// <param name="rows">As for <see cref="Create(IReadOnlyList{EncodedInput}, int, ScalarType, Device)"/>.</param>
    /// <param name="type">Type of the attention masks: that of the model's weights.</param>
    /// <param name="device">Where the model computes.</param>
    internal static TokenBatch Pack(IReadOnlyList<EncodedInput> rows, ScalarType type, Device device)
    {
        var lengths = Lengths(rows);
        if (!lengths.ContainsAnyExcept(lengths[0])) return Create(rows, 0, type, device);
        var packing = TokenPacking.Create(lengths, type, device);
        var (flatIds, flatTypes) = (new int[packing.Starts[^1]], new byte[packing.Starts[^1]]);
        for (var b = 0; b < rows.Count; b++) Write(rows[b], flatIds, flatTypes, packing.Starts[b]);
        return Create([flatIds.Length], flatIds, flatTypes, device, null, packing);
    }

    /// <summary>The first token of a row, or N after the last.</summary>
    internal int StartOf(int row) => Packing?.Starts[row] ?? row * Length;

    /// <summary>A token's position in its row.</summary>
    internal int PositionOf(int token) => Packing is null ? token % Length : Packing.FlatPositions[token];

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Types.Dispose();
        Mask?.Dispose();
        Packing?.Dispose();
    }

    /// <summary>The mask of rows that are padded to the longest; null when all are equally long.</summary>
    internal static Tensor? AttentionMask(int[] lengths, ScalarType type, Device device)
    {
        var length = lengths.Max();
        if (!lengths.ContainsAnyExcept(length)) return null;
        using var scope = NewDisposeScope();
        var mask = zeros([lengths.Length, 1, 1, length]);
        var values = TorchDialect.Elements<float>(mask);
        for (var b = 0; b < lengths.Length; b++)
            values[((b * length) + lengths[b])..((b + 1) * length)].Fill(float.NegativeInfinity);
        return DeviceMemory.Send(mask.to(type), device).DetachFromDisposeScope();
    }

    private static int[] Lengths(IReadOnlyList<EncodedInput> rows)
    {
        var lengths = new int[rows.Count];
        for (var row = 0; row < lengths.Length; row++) lengths[row] = rows[row].Ids.Length;
        return lengths;
    }

    private static void Write(EncodedInput row, int[] ids, byte[] types, int at)
    {
        row.Ids.CopyTo(ids, at);
        types.AsSpan(at, row.Ids.Length)[Math.Min(row.FirstLength, row.Ids.Length)..].Fill(1);
    }

    private static TokenBatch Create(
        long[] shape, int[] flatIds, byte[] flatTypes, Device device, Tensor? mask, TokenPacking? packing)
    {
        using var scope = NewDisposeScope();
        var (ids, types) = (empty(shape, ScalarType.Int64), empty(shape, ScalarType.Int64));
        var idValues = TorchDialect.Elements<long>(ids);
        var typeValues = TorchDialect.Elements<long>(types);
        for (var t = 0; t < flatIds.Length; t++) (idValues[t], typeValues[t]) = (flatIds[t], flatTypes[t]);
        return new TokenBatch(
            DeviceMemory.Send(ids, device).DetachFromDisposeScope(),
            DeviceMemory.Send(types, device).DetachFromDisposeScope(),
            mask,
            packing,
            packing is null ? (int)shape[0] : packing.Starts.Length - 1,
            flatIds,
            flatTypes);
    }
}
