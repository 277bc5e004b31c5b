using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/factories.cpp</c>: new and random tensors.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_empty(in long sizes, int count, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_zeros(in long sizes, int count, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_full(in long sizes, int count, Scalar value, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_arange(Scalar start, Scalar stop, Scalar step, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_randn(
        in long sizes, int count, torch.Generator.SafeGenerator generator, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_randperm(
        long count, torch.Generator.SafeGenerator generator, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_from_memory(
        in byte data, long bytes, int sourceDtype, in long sizes, int count, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_like(torch.Tensor x, Scalar value, Placement placement, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_bernoulli_(torch.Tensor x, double p, torch.Generator.SafeGenerator generator);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_normal_(
        torch.Tensor x, double mean, double deviation, torch.Generator.SafeGenerator generator);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_uniform_(
        torch.Tensor x, double from, double to, torch.Generator.SafeGenerator generator);
}
