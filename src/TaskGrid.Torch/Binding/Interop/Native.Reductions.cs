using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/reductions.cpp</c>: sums, extremes, norms.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sum(torch.Tensor x, in long dims, int count, int keepdim, int dtype, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mean(torch.Tensor x, in long dims, int count, int keepdim, int dtype, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_max(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_max_dim(torch.Tensor x, long dim, int keepdim, out nint values, out nint indexes);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_min(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_min_dim(torch.Tensor x, long dim, int keepdim, out nint values, out nint indexes);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_topk(
        torch.Tensor x, long k, long dim, int largest, int sorted, out nint values, out nint indexes);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_argmax(torch.Tensor x, int hasDim, long dim, int keepdim, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_norm(torch.Tensor x, double p, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_norm_dim(torch.Tensor x, long dim, int keepdim, double p, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_all(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_any(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_var(torch.Tensor x, int unbiased, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_cumsum(torch.Tensor x, long dim, int dtype, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_softmax(torch.Tensor x, long dim, int dtype, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_log_softmax(torch.Tensor x, long dim, int dtype, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_allclose(
        torch.Tensor x, torch.Tensor y, double rtol, double atol, int equalNan, out int result);
}
