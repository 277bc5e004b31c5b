namespace TorchSharp;

public static partial class torch
{
    /// <summary>start, start + step, … below stop; start is 0 and step 1 where they are not given.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="stop">The end, which is not reached.</param>
    /// <param name="step">The distance.</param>
    /// <param name="dtype">The element type; null: int64 for integers, float32 otherwise.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
    {
        var placement = new Placement(dtype, device, requires_grad);
        return Tensor.Of(Native.tg_arange(start, stop, step, placement, out var result), result);
    }

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)" />
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)" />
    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);
}
