using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/properties.cpp</c>: properties and memory.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_ndim(torch.Tensor x, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_numel(torch.Tensor x, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_size(torch.Tensor x, long dim, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sizes(torch.Tensor x, ref long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_strides(torch.Tensor x, ref long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_storage_offset(torch.Tensor x, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_element_size(torch.Tensor x, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_dtype(torch.Tensor x, out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_device(torch.Tensor x, out int type, out int index);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_is_contiguous(torch.Tensor x, out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_is_leaf(torch.Tensor x, out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_requires_grad(torch.Tensor x, out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_requires_grad(torch.Tensor x, int value);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_data(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_item_double(torch.Tensor x, out double result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_item_int64(torch.Tensor x, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_to(torch.Tensor x, Placement placement, int copy, int nonBlocking, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_pin_memory(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_clone(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_contiguous(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_alias(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_copy_(torch.Tensor x, torch.Tensor source, int nonBlocking);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_(torch.Tensor x, torch.Tensor source);
}
