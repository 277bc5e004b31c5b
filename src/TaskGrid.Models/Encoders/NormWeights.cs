namespace TaskGrid.Models;

/// <summary>Scale and shift of a layer normalization, [H] each.</summary>
internal sealed record NormWeights(WeightView Scale, WeightView Shift)
{
    /// <summary>[H], for libtorch.</summary>
    public long[] Shape { get; } = [Scale.Count];
}
