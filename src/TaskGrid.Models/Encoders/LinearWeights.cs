namespace TaskGrid.Models;

/// <summary>A linear map y = x·Wᵀ + b.</summary>
/// <param name="Weight">W [out, in].</param>
/// <param name="Bias">b [out].</param>
internal sealed record LinearWeights(WeightView Weight, WeightView Bias);
