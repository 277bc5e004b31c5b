using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Random bits that depend on nothing but (key, index): they are computed again wherever they are needed instead of
/// being stored, and do not depend on the number of threads. Key = a mix of seed and step; the mix is MurmurHash3's
/// 32-bit finalizer (Appleby, public domain).
/// </summary>
internal static class GateNoise
{
    /// <summary>The key of one step.</summary>
    public static uint Key(int seed, int step) => Mix(Mix((uint)seed ^ 0x9E3779B9u) + ((uint)step * 0x85EBCA77u));

    /// <summary>32 random bits of each index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Bits(uint key, Vector512<uint> index)
    {
        var x = (index * 0x9E3779B1u) + Vector512.Create(key);
        x ^= x >>> 16;
        x *= 0x85EBCA6Bu;
        x ^= x >>> 13;
        x *= 0xC2B2AE35u;
        return x ^ (x >>> 16);
    }

    /// <summary>A uniform number in (0, 1) from the upper 24 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Uniform(Vector512<uint> bits) =>
        (Vector512.ConvertToSingle((bits >>> 8).AsInt32()) + Vector512.Create(0.5f)) * (1f / (1 << 24));

    /// <summary>A uniform number in (0, 1) for a single gate.</summary>
    public static double Uniform(uint key, uint index) => ((Mix((index * 0x9E3779B1u) + key) >> 8) + 0.5) / (1 << 24);

    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= 0x85EBCA6Bu;
        x ^= x >> 13;
        x *= 0xC2B2AE35u;
        return x ^ (x >> 16);
    }
}
