using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Normally distributed values of mean 0 and deviation 1.</summary>
    /// <param name="size">The shape; or its extents one by one.</param>
    /// <param name="dtype">The element type; null: float32.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="generator">The source; null: the default generator.</param>
    /// <param name="names">Not supported; null.</param>
    public static Tensor randn(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null)
    {
        Unnamed(names);
        var placement = new Placement(dtype, device, requires_grad);
        var source = Generator.HandleOf(generator);
        return Tensor.Of(
            Native.tg_randn(in MemoryMarshal.GetReference(size), size.Length, source, placement, out var result),
            result);
    }

    /// <inheritdoc cref="randn(ReadOnlySpan{long}, ScalarType?, Device?, bool, Generator?, string[])" />
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randn(ReadOnlySpan{long}, ScalarType?, Device?, bool, Generator?, string[])" />
    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randn([size], dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randn(ReadOnlySpan{long}, ScalarType?, Device?, bool, Generator?, string[])" />
    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randn([rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>The numbers 0 to n − 1 in random order.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">The element type; null: int64.</param>
    /// <param name="device">Where; null: the processor.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    /// <param name="generator">The source; null: the default generator.</param>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null)
    {
        var placement = new Placement(dtype ?? ScalarType.Int64, device, requires_grad);
        return Tensor.Of(Native.tg_randperm(n, Generator.HandleOf(generator), placement, out var result), result);
    }
}
