using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/runtime.cpp</c>: threads, devices, random numbers.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial nint tg_torch_version();

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_get_num_threads(out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_num_threads(int count);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_get_num_interop_threads(out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_set_num_interop_threads(int count);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_cuda_device_count(out int result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_manual_seed(long seed);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_new(long seed, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_default(out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_free(nint generator);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_seed(torch.Generator.SafeGenerator generator, long seed);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_initial_seed(torch.Generator.SafeGenerator generator, out long result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_get_state(torch.Generator.SafeGenerator generator, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_generator_set_state(torch.Generator.SafeGenerator generator, torch.Tensor state);
}
