using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Zeros.</summary>
    /// <param name="size">The shape; or its extents one by one.</param>
    /// <param name="dtype">The element type; null: float32.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor zeros(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null)
    {
        Unnamed(names);
        var placement = new Placement(dtype, device, requires_grad);
        return Tensor.Of(
            Native.tg_zeros(in MemoryMarshal.GetReference(size), size.Length, placement, out var result),
            result);
    }

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        zeros((ReadOnlySpan<long>)size, dtype, device, requires_grad, names);

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor zeros(
        long size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        zeros([size], dtype, device, requires_grad, names);

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor zeros(
        long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        zeros([rows, columns], dtype, device, requires_grad, names);

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor zeros(
        long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor zeros(
        long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        zeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Zeros, in the shape of another tensor, and of its type and device where none is given.</summary>
    /// <param name="input">The other tensor.</param>
    /// <param name="dtype">The element type; null: the same.</param>
    /// <param name="device">Where; null: the same.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null)
    {
        Unnamed(names);
        return input.zeros_like(dtype, device, requires_grad);
    }

    public sealed partial class Tensor
    {
        /// <summary>Zeros, in the shape of this tensor, and of its type and device where none is given.</summary>
        /// <param name="dtype">The element type; null: the same.</param>
        /// <param name="device">Where; null: the same.</param>
        /// <param name="requires_grad">Whether operators on it are recorded.</param>
        public Tensor zeros_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(0.0, new Placement(dtype, device, requires_grad));
    }
}
