namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="dtype">The element type; null: bool.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    public static Tensor tensor(
        bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromMemory([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A copy of values.</summary>
    /// <param name="rawArray">The values, row after row.</param>
    /// <param name="dimensions">The shape, or its extents as rows and columns; without it: [n].</param>
    /// <param name="dtype">The element type; null: bool.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="names">Not supported; null.</param>
    /// <exception cref="TaskGrid.TaskGridException">The shape holds another number of values.</exception>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<bool>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(bool[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<bool>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(bool[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])" />
    public static Tensor tensor(
        IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        FromMemory<bool>([.. rawArray], [rows, columns], dtype, device, requires_grad, names);
}
