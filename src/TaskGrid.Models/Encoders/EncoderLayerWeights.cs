namespace TaskGrid.Models;

/// <summary>One transformer layer; <paramref name="QueryKeyValue"/> is [3H, H].</summary>
internal sealed record EncoderLayerWeights(
    LinearWeights QueryKeyValue,
    LinearWeights AttentionOutput,
    NormWeights AttentionNorm,
    LinearWeights Intermediate,
    LinearWeights Output,
    NormWeights OutputNorm);
