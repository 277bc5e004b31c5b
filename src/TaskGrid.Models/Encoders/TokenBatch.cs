using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// Encoded texts of one forward pass, padded to the longest: ids and token types [B, T], and the additive attention
/// mask [B, 1, 1, T], 0 at tokens and a large negative number at padding; null when nothing is padded.
/// </summary>
public sealed class TokenBatch : IDisposable
{
    private TokenBatch(Tensor ids, Tensor types, Tensor? mask, int[] flatIds, byte[] flatTypes)
    {
        (Ids, Types, Mask, FlatIds, FlatTypes) = (ids, types, mask, flatIds, flatTypes);
        (Rows, Length) = ((int)ids.shape[0], (int)ids.shape[1]);
    }

    /// <summary>Token ids, int64 [B, T].</summary>
    public Tensor Ids { get; }

    /// <summary>Token types, int64 [B, T].</summary>
    public Tensor Types { get; }

    /// <summary>Additive attention mask [B, 1, 1, T], or null.</summary>
    public Tensor? Mask { get; }

    /// <summary>Token ids in row-major order, B · T.</summary>
    public int[] FlatIds { get; }

    /// <summary>Token types in row-major order, B · T.</summary>
    public byte[] FlatTypes { get; }

    /// <summary>B.</summary>
    public int Rows { get; }

    /// <summary>T, the padded length.</summary>
    public int Length { get; }

    /// <summary>Pads texts to a batch.</summary>
    /// <param name="rows">Token ids of each text and how many of them belong to the first segment.</param>
    /// <param name="padId">The padding token's id.</param>
    /// <param name="type">Type of the attention mask: that of the model's weights.</param>
    /// <param name="device">Where the model computes.</param>
    public static TokenBatch Create(IReadOnlyList<EncodedInput> rows, int padId, ScalarType type, Device device)
    {
        var length = rows.Max(row => row.Ids.Length);
        var flatIds = new int[rows.Count * length];
        var flatTypes = new byte[flatIds.Length];
        for (var b = 0; b < rows.Count; b++)
        {
            var (row, at) = (rows[b], b * length);
            row.Ids.CopyTo(flatIds, at);
            flatIds.AsSpan(at + row.Ids.Length, length - row.Ids.Length).Fill(padId);
            flatTypes.AsSpan(at, row.Ids.Length)[Math.Min(row.FirstLength, row.Ids.Length)..].Fill(1);
        }

        using var scope = NewDisposeScope();
        var (ids, types) = (empty([rows.Count, length], ScalarType.Int64), empty([rows.Count, length], ScalarType.Int64));
        var idValues = TorchDialect.Elements<long>(ids);
        var typeValues = TorchDialect.Elements<long>(types);
        for (var t = 0; t < flatIds.Length; t++) (idValues[t], typeValues[t]) = (flatIds[t], flatTypes[t]);
        return new TokenBatch(
            ids.to(device).DetachFromDisposeScope(),
            types.to(device).DetachFromDisposeScope(),
            rows.All(row => row.Ids.Length == length)
                ? null
                : AdditiveMask(rows, length).to(type).to(device).DetachFromDisposeScope(),
            flatIds,
            flatTypes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Types.Dispose();
        Mask?.Dispose();
    }

    private static Tensor AdditiveMask(IReadOnlyList<EncodedInput> rows, int length)
    {
        var mask = zeros([rows.Count, 1, 1, length]);
        var values = TorchDialect.Elements<float>(mask);
        for (var b = 0; b < rows.Count; b++)
            values[((b * length) + rows[b].Ids.Length)..((b + 1) * length)].Fill(MaskedScore);
        return mask;
    }

    // Large enough that exp() of it is 0 beside any real score, small enough for bf16.
    private const float MaskedScore = -1e4f;
}
