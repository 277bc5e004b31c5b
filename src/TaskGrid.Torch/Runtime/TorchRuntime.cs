using TorchSharp;

namespace TaskGrid.Torch;

/// <summary>
/// Sets this process up for libtorch: environment and BLAS before it is loaded, then threads and device. One process
/// has one number of threads per operator, so the host decides it once.
/// </summary>
public static class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static bool _initialized;

    /// <summary>The version of libtorch, such as 1.13.1.</summary>
    public static string Version
    {
        get
        {
            Initialize();
            return torch.__version__;
        }
    }

    /// <summary>Threads that one operator may use.</summary>
    public static int Threads
    {
        get
        {
            Initialize();
            return torch.get_num_threads();
        }
    }

    /// <summary>Whether this processor multiplies bfloat16 itself, so that mixed precision can be faster.</summary>
    public static bool SupportsBf16 => Processor.Current.HasBf16;

    /// <summary>
    /// Prepares the process; only the first call does something. The in-house binding calls it before it loads
    /// libtorch; with TorchSharp's packages the program calls it first.
    /// </summary>
    /// <remarks>Where several processes compute on one machine, set <c>OMP_WAIT_POLICY=PASSIVE</c>: idle threads then sleep instead
    /// of spinning.</remarks>
    /// <exception cref="TaskGridException">TorchSharp's native library cannot be loaded.</exception>
    public static void Initialize()
    {
        lock (Gate)
        {
            if (_initialized) return;
            NativeEnvironment.Set(NativeEnvironment.Wanted(Processor.Current, Environment.GetEnvironmentVariable));
#if TORCH_SYSTEM
            OpenMpBlas.Prefer();
#endif
#if TORCHSHARP_PACKAGE
            TorchSharpLibrary.Load();
#endif
            _initialized = true;
        }
    }

    /// <summary>Sets the threads that one operator may use.</summary>
    /// <param name="count">1 to 1024.</param>
    /// <exception cref="TaskGridException">The count is out of range, or libtorch cannot be loaded.</exception>
    public static void SetThreads(int count)
    {
        if (count is < 1 or > 1024)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"{count} threads are not possible: give 1 to 1024, best not above " +
                $"{Processor.Current.LogicalThreads}.");
        }

        Initialize();
        // It makes a pool of threads anew each time, whose threads spin when they begin: that is not for every batch.
        if (torch.get_num_threads() != count) torch.set_num_threads(count);
    }

    /// <summary>The device of a name.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:N</c>, or <c>auto</c>: a CUDA device where libtorch sees one, else
    /// the processor.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: it is no such name;
    /// <see cref="ErrorCodes.DeviceUnavailable"/>: there is no such device here.</exception>
    public static torch.Device Device(string name)
    {
        var index = DeviceNames.IndexOf(name);
        Initialize();
        if (name == DeviceNames.Cpu) return torch.CPU;
        var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (name == DeviceNames.Auto && count == 0) return torch.CPU;
        if (index < count) return torch.device(DeviceType.CUDA, index);
        throw new TaskGridException(
            ErrorCodes.DeviceUnavailable,
            $"Device '{name}' is not here: libtorch sees {count} CUDA devices. Use cpu or auto, or build with a libtorch that " +
            "has CUDA (LIBTORCH=FOLDER, or -p:TorchDevice=cuda).");
    }
}
