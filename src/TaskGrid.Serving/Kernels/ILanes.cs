using System.Runtime.Intrinsics;

namespace TaskGrid.Serving.Kernels;

/// <summary>Registers of one kind of processor, each of <see cref="Count"/> floats.</summary>
/// <typeparam name="TVector">A register.</typeparam>
internal unsafe interface ILanes<TVector>
{
    /// <summary>Floats of a register.</summary>
    static abstract int Count { get; }

    /// <summary>Tokens whose sums with four rows stay in registers, 3 or 6.</summary>
    static abstract int Tokens { get; }

    /// <summary>Loads a register.</summary>
    static abstract TVector Load(float* source);

    /// <summary>a · b + sum.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector sum);

    /// <summary>The sum of each register's floats.</summary>
    static abstract Vector128<float> Sums(TVector a, TVector b, TVector c, TVector d);
}
