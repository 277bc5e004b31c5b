using TaskGrid.Torch;

namespace TaskGrid.Tests;

/// <summary>A test that needs a CUDA device; without one it is skipped, and says so.</summary>
public sealed class CudaFactAttribute : FactAttribute
{
    /// <summary>Looks for a device.</summary>
    public CudaFactAttribute()
    {
        TorchRuntime.Initialize();
        if (!TorchSharp.torch.cuda.is_available()) Skip = "There is no CUDA device here, or this libtorch has no CUDA.";
    }
}
