using System.Numerics;
using System.Runtime.CompilerServices;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// The hard-concrete gate (Louizos et al. 2018) with the limits of Guo et al. 2020, l = −1.5 and r = 1.5, no
/// temperature: s = σ(log u − log(1−u) + α), s̄ = s·(r−l) + l, z = min(1, max(0, s̄)). With E = e^α this is
/// s = uE ÷ (uE + 1 − u), so one exponential serves gate and penalty. P(z &gt; 0) = σ(α).
/// </summary>
internal static class HardConcrete
{
    public const float Low = -1.5f;

    public const float High = 1.5f;

    /// <summary>α is kept within ± this, where σ is 0 or 1 to fp32's last places.</summary>
    public const float Limit = 15f;

    /// <summary>A sampled gate and its slope ∂z/∂α.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sample(Vector<float> expAlpha, Vector<float> u, out Vector<float> slope)
    {
        var open = u * expAlpha;
        var s = open / (open + Vector<float>.One - u);
        var stretched = (s * (High - Low)) + new Vector<float>(Low);
        var z = Vector.Min(Vector.Max(stretched, Vector<float>.Zero), Vector<float>.One);
        slope = Vector.ConditionalSelect(
            Vector.Equals(z, stretched), s * (Vector<float>.One - s) * (High - Low), Vector<float>.Zero);
        return z;
    }

    /// <summary>The gate without noise (u = ½): z = clamp(σ(α)·(r−l) + l).</summary>
    public static float Deterministic(float alpha) =>
        Math.Clamp((Open(alpha) * (High - Low)) + Low, 0f, 1f);

    /// <summary>P(z &gt; 0) = σ(α − log(−l/r)) = σ(α).</summary>
    public static float Open(float alpha) => 1f / (1f + MathF.Exp(-alpha));
}
