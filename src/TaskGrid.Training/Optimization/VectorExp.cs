using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// e^x of sixteen floats, for |x| ≤ 87, to about two units in the last place: x = n·ln 2 + r, then a polynomial in r
/// (coefficients of expf in Moshier's Cephes library). The platform's own goes through fp64 and takes three times as
/// long.
/// </summary>
internal static class VectorExp
{
    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var n = Vector512.Round(x * 1.44269504f);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        var y = Vector512.Create(1.9875691500e-4f);
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(1.3981999507e-3f));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(8.3334519073e-3f));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(4.1665795894e-2f));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(1.6666665459e-1f));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(5.0000001201e-1f));
        y = Vector512.FusedMultiplyAdd(y, r * r, r) + Vector512<float>.One;
        var power = (Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23;
        return y * power.AsSingle();
    }
}
