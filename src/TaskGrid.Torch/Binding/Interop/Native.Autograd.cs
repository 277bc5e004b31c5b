using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/autograd.cpp</c>: gradients.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_grad_enabled(out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_grad_enabled(int enabled);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_grad(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_grad(torch.Tensor x, torch.Tensor gradient);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_retain_grad(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_detach(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_detach_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_backward(
        in nint roots, int rootCount, in nint gradients, int gradientCount, int retainGraph, int createGraph,
        in nint inputs, int inputCount);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_autograd_grad(
        in nint roots, int rootCount, in nint inputs, int inputCount, in nint gradients, int gradientCount,
        int retainGraph, int createGraph, int allowUnused, ref nint result);
}
