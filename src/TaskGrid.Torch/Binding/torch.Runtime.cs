using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of libtorch that the native half was compiled against, such as 1.13.1.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.tg_torch_version())!;

    /// <summary>How many threads one operator may use.</summary>
    public static int get_num_threads()
    {
        NativeStatus.Check(Native.tg_get_num_threads(out var count));
        return count;
    }

    /// <summary>Sets how many threads one operator may use.</summary>
    /// <param name="num">At least 1.</param>
    public static void set_num_threads(int num) => NativeStatus.Check(Native.tg_set_num_threads(num));

    /// <summary>How many operators may run at a time.</summary>
    public static int get_num_interop_threads()
    {
        NativeStatus.Check(Native.tg_get_num_interop_threads(out var count));
        return count;
    }

    /// <summary>Sets how many operators may run at a time; works once, before the first of them.</summary>
    /// <param name="num">At least 1.</param>
    public static void set_num_interop_threads(int num) => NativeStatus.Check(Native.tg_set_num_interop_threads(num));

    /// <summary>Seeds the default generators of all devices.</summary>
    /// <param name="seed">Where they start.</param>
    /// <returns>The processor's default generator.</returns>
    public static Generator manual_seed(long seed)
    {
        NativeStatus.Check(Native.tg_manual_seed(seed));
        return Generator.Default;
    }

    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Whether libtorch sees a CUDA device.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many CUDA devices libtorch sees.</summary>
        public static int device_count()
        {
            NativeStatus.Check(Native.tg_cuda_device_count(out var count));
            return count;
        }
    }
}
