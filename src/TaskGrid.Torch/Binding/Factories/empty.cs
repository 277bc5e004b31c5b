using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Memory with whatever was there before.</summary>
    /// <param name="size">The shape; or its extents one by one.</param>
    /// <param name="dtype">The element type; null: float32.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor empty(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null)
    {
        Unnamed(names);
        var placement = new Placement(dtype, device, requires_grad);
        return Tensor.Of(
            Native.tg_empty(in MemoryMarshal.GetReference(size), size.Length, placement, out var result),
            result);
    }

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor empty(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        empty((ReadOnlySpan<long>)size, dtype, device, requires_grad, names);

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor empty(
        long size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        empty([size], dtype, device, requires_grad, names);

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor empty(
        long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        empty([rows, columns], dtype, device, requires_grad, names);

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor empty(
        long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        empty([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor empty(
        long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        empty([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Memory in the shape of another tensor, and of its type and device where none is given.</summary>
    /// <param name="input">The other tensor.</param>
    /// <param name="dtype">The element type; null: the same.</param>
    /// <param name="device">Where; null: the same.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null)
    {
        Unnamed(names);
        return input.empty_like(dtype, device, requires_grad);
    }

    public sealed partial class Tensor
    {
        /// <summary>Memory in the shape of this tensor, and of its type and device where none is given.</summary>
        /// <param name="dtype">The element type; null: the same.</param>
        /// <param name="device">Where; null: the same.</param>
        /// <param name="requires_grad">Whether operators on it are recorded.</param>
        public Tensor empty_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Scalar.Absent, new Placement(dtype, device, requires_grad));
    }
}
