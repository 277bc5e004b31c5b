using System.Runtime.InteropServices;
using TaskGrid.Serving.Kernels;

namespace TaskGrid.Serving.Mixed;

/// <summary>One worker's memory for side products, made once.</summary>
internal sealed unsafe class PanelScratch : IDisposable
{
    private const nuint Alignment = 64;

    /// <summary>Makes the memory.</summary>
    /// <param name="mostColumns">Input features of the widest linear map.</param>
    public PanelScratch(int mostColumns)
    {
        X = Floats((nuint)(mostColumns + 1) * SideKernel.Tokens);
        Sums = Floats(SideKernel.BlockRows * SideKernel.Tokens);
    }

    /// <summary>Activations feature by feature: [columns + 1, tokens].</summary>
    public float* X { get; }

    /// <summary>Sums of a block: [rows, tokens].</summary>
    public float* Sums { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(X);
        NativeMemory.AlignedFree(Sums);
    }

    private static float* Floats(nuint count) =>
        (float*)NativeMemory.AlignedAlloc(count * sizeof(float), Alignment);
}
