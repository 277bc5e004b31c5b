namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    public static Tensor tensor(
        int scalar, Device? device = null, bool requires_grad = false) =>
        FromMemory([scalar], [], null, device, requires_grad, null);

    /// <summary>A copy of values.</summary>
    /// <param name="rawArray">The values, row after row.</param>
    /// <param name="dimensions">The shape, or its extents as rows and columns; without it: [n].</param>
    /// <param name="dtype">The element type; null: int32.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    /// <exception cref="TaskGrid.TaskGridException">The shape holds another number of values.</exception>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<int>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(int[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor tensor(
        int[] rawArray, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<int>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(int[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor tensor(
        Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<int>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(int[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor tensor(
        IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<int>([.. rawArray], [rows, columns], dtype, device, requires_grad, names);
}
