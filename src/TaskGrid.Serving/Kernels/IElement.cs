using System.Runtime.Intrinsics;

namespace TaskGrid.Serving.Kernels;

/// <summary>How activations lie in memory; everything is computed in fp32.</summary>
internal unsafe interface IElement
{
    /// <summary>Reads one.</summary>
    static abstract float Load(void* row, int at);

    /// <summary>Reads eight.</summary>
    static abstract Vector256<float> Load256(void* row, int at);

    /// <summary>Reads sixteen.</summary>
    static abstract Vector512<float> Load512(void* row, int at);

    /// <summary>Writes one, rounded to the nearest.</summary>
    static abstract void Store(void* row, int at, float value);

    /// <summary>Writes eight.</summary>
    static abstract void Store256(void* row, int at, Vector256<float> values);

    /// <summary>Writes sixteen.</summary>
    static abstract void Store512(void* row, int at, Vector512<float> values);
}
