using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/shapes.cpp</c>: views, picking, joining.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_view(torch.Tensor x, in long sizes, int count, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_reshape(torch.Tensor x, in long sizes, int count, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_flatten(torch.Tensor x, long start, long end, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_transpose(torch.Tensor x, long dim0, long dim1, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_t(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_permute(torch.Tensor x, in long dims, int count, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_expand(torch.Tensor x, in long sizes, int count, int isImplicit, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_unsqueeze(torch.Tensor x, long dim, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_squeeze(torch.Tensor x, int hasDim, long dim, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_narrow(torch.Tensor x, long dim, long start, long length, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_select(torch.Tensor x, long dim, long index, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_index_select(torch.Tensor x, long dim, torch.Tensor index, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_gather(torch.Tensor x, long dim, torch.Tensor index, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_scatter_(torch.Tensor x, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_scatter_add_(torch.Tensor x, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_index_add_(
        torch.Tensor x, long dim, torch.Tensor index, torch.Tensor source, Scalar alpha);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_index_copy_(torch.Tensor x, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_masked_fill(torch.Tensor x, torch.Tensor mask, Scalar value, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_masked_fill_(torch.Tensor x, torch.Tensor mask, Scalar value);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_masked_select(torch.Tensor x, torch.Tensor mask, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_nonzero(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_where(torch.Tensor condition, torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_repeat_interleave(
        torch.Tensor x, torch.Tensor repeats, int hasDim, long dim, long outputSize, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_cat(in nint items, int count, long dim, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_stack(in nint items, int count, long dim, out nint result);
}
