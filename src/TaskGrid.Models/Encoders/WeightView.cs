using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>A weight tensor that shares memory with a range of a flat parameter buffer.</summary>
/// <param name="Tensor">The view.</param>
/// <param name="Offset">Flat index of its first element.</param>
/// <param name="Count">Number of elements.</param>
public sealed record WeightView(Tensor Tensor, int Offset, int Count);

/// <summary>A linear map y = x·Wᵀ + b.</summary>
/// <param name="Weight">W [out, in].</param>
/// <param name="Bias">b [out].</param>
internal sealed record LinearWeights(WeightView Weight, WeightView Bias);

/// <summary>Scale and shift of a layer normalization, [H] each.</summary>
internal sealed record NormWeights(WeightView Scale, WeightView Shift);

/// <summary>One transformer layer; <paramref name="QueryKeyValue"/> is [3H, H].</summary>
internal sealed record EncoderLayerWeights(
    LinearWeights QueryKeyValue,
    LinearWeights AttentionOutput,
    NormWeights AttentionNorm,
    LinearWeights Intermediate,
    LinearWeights Output,
    NormWeights OutputNorm);
