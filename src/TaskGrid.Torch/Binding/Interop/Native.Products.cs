using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/products.cpp</c>: matrix products.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_matmul(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mm(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_bmm(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_addmm(
        torch.Tensor x, torch.Tensor a, torch.Tensor b, double beta, double alpha, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_baddbmm(
        torch.Tensor x, torch.Tensor a, torch.Tensor b, double beta, double alpha, out nint result);
}
