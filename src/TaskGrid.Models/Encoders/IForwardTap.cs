using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// Sees what a forward pass computes, so that training can take gradients in its own way and a mixed batch can add what
/// is each task's own. The plain pass has none.
/// </summary>
public interface IForwardTap
{
    /// <summary>Takes the summed embeddings [B, T, E] and returns what the pass goes on with.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sum">Sum of word, position and type embeddings.</param>
    Tensor Embedded(TokenBatch batch, Tensor sum);

    /// <summary>Computes one linear map, y = x·Wᵀ + b, in its own way; null, as by default: libtorch is to do it.</summary>
    /// <param name="weight">W [out, in].</param>
    /// <param name="bias">b [out].</param>
    /// <param name="input">x [..., in].</param>
    /// <returns>y [..., out], new.</returns>
    Tensor? Linear(WeightView weight, WeightView bias, Tensor input) => null;

    /// <summary>Computes one layer normalization, y = (x − mean) / √(variance + ε) · scale + shift, in its own way; null, as by default:
    /// libtorch is to do it.</summary>
    /// <param name="scale">The scale [H].</param>
    /// <param name="shift">The shift [H].</param>
    /// <param name="input">x [..., H].</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>y [..., H], new.</returns>
    Tensor? Normalize(WeightView scale, WeightView shift, Tensor input, double epsilon) => null;

    /// <summary>Sees one linear product.</summary>
    /// <param name="weight">W [out, in].</param>
    /// <param name="input">x [..., in].</param>
    /// <param name="output">y = x·Wᵀ + b [..., out].</param>
    void Product(WeightView weight, Tensor input, Tensor output);

    /// <summary>Sees one layer normalization; by default nothing is done.</summary>
    /// <param name="scale">The scale [H].</param>
    /// <param name="input">x [..., H].</param>
    /// <param name="output">y = (x − mean) / deviation · scale + shift [..., H].</param>
    void Normalized(WeightView scale, Tensor input, Tensor output)
    {
    }
}
