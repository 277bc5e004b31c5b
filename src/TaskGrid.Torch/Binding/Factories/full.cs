using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One value everywhere.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">The element type; null: float32, int64 or bool, as the value.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null)
    {
        Unnamed(names);
        var placement = new Placement(dtype, device, requires_grad);
        return Tensor.Of(
            Native.tg_full(in MemoryMarshal.GetReference(size), size.Length, value, placement, out var result), result);
    }

    /// <inheritdoc cref="full(ReadOnlySpan{long}, Scalar, ScalarType?, Device?, bool, string[])" />
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        full((ReadOnlySpan<long>)size, value, dtype, device, requires_grad, names);

    private static void Unnamed(string[]? names)
    {
        if (names is not null) throw new NotSupportedException("Named dimensions are not supported.");
    }

    public sealed partial class Tensor
    {
        /// <summary>One value in the shape of this tensor, and of its type and device where none is given.</summary>
        /// <param name="value">The value.</param>
        /// <param name="dtype">The element type; null: the same.</param>
        /// <param name="device">Where; null: the same.</param>
        /// <param name="requires_grad">Whether operators on it are recorded.</param>
        public Tensor full_like(
            Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(value, new Placement(dtype, device, requires_grad));

        private Tensor Like(Scalar value, Placement placement) =>
            Of(Native.tg_like(this, value, placement, out var result), result);
    }
}
