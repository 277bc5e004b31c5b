namespace TorchSharp;

/// <summary>Kinds of device, with libtorch's numbers.</summary>
public enum DeviceType
{
    /// <summary>The processor and main memory.</summary>
    CPU = 0,

    /// <summary>A CUDA device.</summary>
    CUDA = 1,

    /// <summary>No memory: shapes and types only.</summary>
    META = 14,
}
