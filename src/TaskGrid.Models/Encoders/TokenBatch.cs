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
        var ids = new long[rows.Count * length];
        var types = new long[ids.Length];
        var flatIds = new int[ids.Length];
        var flatTypes = new byte[ids.Length];
        var mask = new float[ids.Length];
        var padded = false;
        for (var b = 0; b < rows.Count; b++)
        {
            var row = rows[b];
            for (var t = 0; t < length; t++)
            {
                var at = (b * length) + t;
                var inside = t < row.Ids.Length;
                flatIds[at] = inside ? row.Ids[t] : padId;
                flatTypes[at] = inside && t >= row.FirstLength ? (byte)1 : (byte)0;
                (ids[at], types[at]) = (flatIds[at], flatTypes[at]);
                if (inside) continue;
                mask[at] = MaskedScore;
                padded = true;
            }
        }

        using var scope = NewDisposeScope();
        return new TokenBatch(
            tensor(ids, [rows.Count, length]).to(device).DetachFromDisposeScope(),
            tensor(types, [rows.Count, length]).to(device).DetachFromDisposeScope(),
            padded
                ? tensor(mask, [rows.Count, 1, 1, length]).to(type).to(device).DetachFromDisposeScope()
                : null,
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

    // Large enough that exp() of it is 0 beside any real score, small enough for bf16.
    private const float MaskedScore = -1e4f;
}
