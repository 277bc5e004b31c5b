using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// The gated phase's update in one pass per step: gradient of w and α from the gradient of the effective weight, both
/// Adam steps, the next step's gates and the next effective weights θ = θ_pre + z·z_g·w. A pass handles a range that
/// lies in one group (tensor) and whose gradients lie side by side.
/// </summary>
internal static unsafe class GateKernel
{
    /// <summary>Parameters handled at once: two vectors of floats, one of 16-bit moments.</summary>
    public const int Block = 2 * Lanes;

    private const int Lanes = 16;

    /// <summary>Σ g·w·z over the range: what the group gate's gradient is made of.</summary>
    /// <param name="state">w and α.</param>
    /// <param name="gradient">Loss gradient of the range's effective weights.</param>
    /// <param name="offset">Flat index of the range.</param>
    /// <param name="count">Length of the range.</param>
    /// <param name="key">Key of the noise that the gates were sampled with.</param>
    public static double GroupSum(GateState state, float* gradient, int offset, int count, uint key)
    {
        fixed (float* w = &state.W[offset], alpha = &state.Alpha[offset])
        {
            var sum = Vector512<float>.Zero;
            var tail = stackalloc float[3 * Lanes];
            for (var i = 0; i < count; i += Lanes)
            {
                float* g = gradient + i, ww = w + i, aa = alpha + i;
                if (count - i < Lanes)
                {
                    new Span<float>(tail, 3 * Lanes).Clear();
                    Copy(g, tail, count - i);
                    Copy(ww, tail + Lanes, count - i);
                    Copy(aa, tail + (2 * Lanes), count - i);
                    g = tail;
                    ww = tail + Lanes;
                    aa = tail + (2 * Lanes);
                }

                var u = GateNoise.Uniform(GateNoise.Bits(key, Index(offset + i)));
                var z = HardConcrete.Sample(VectorExp.Of(Vector512.Load(aa)), u, out _, out _);
                sum += Vector512.Load(g) * Vector512.Load(ww) * z;
            }

            return Vector512.Sum(sum);
        }
    }

    /// <summary>One step over a range.</summary>
    /// <param name="state">w, α and moments, updated.</param>
    /// <param name="step">The step's numbers.</param>
    /// <param name="gate">The group's gates.</param>
    /// <param name="gradient">Loss gradient of the range's effective weights.</param>
    /// <param name="pretrained">The base's weights of the range.</param>
    /// <param name="effective">Receives the next effective weights of the range.</param>
    /// <param name="offset">Flat index of the range.</param>
    /// <param name="count">Length of the range.</param>
    /// <returns>Σ P(z_i &gt; 0) over the range, after the step.</returns>
    public static double Update(
        GateState state,
        in GateStep step,
        in GroupGate gate,
        float* gradient,
        float* pretrained,
        float* effective,
        int offset,
        int count)
    {
        fixed (float* w = &state.W[offset], alpha = &state.Alpha[offset])
        fixed (ushort* w1 = &state.WFirst[offset], w2 = &state.WSecond[offset])
        fixed (ushort* a1 = &state.AlphaFirst[offset], a2 = &state.AlphaSecond[offset])
        {
            var open = Vector512<float>.Zero;
            var total = 0.0;
            var full = count - (count % Block);
            for (var i = 0; i < full; i += Block)
            {
                var range = new Pointers(
                    gradient + i, pretrained + i, effective + i, w + i, alpha + i, w1 + i, w2 + i, a1 + i, a2 + i);
                open += BlockStep(range, step, gate, offset + i);
                // Partial sums stay short so that fp32 does not lose small terms.
                if ((i / Block & 255) != 255) continue;
                total += Vector512.Sum(open);
                open = Vector512<float>.Zero;
            }

            total += Vector512.Sum(open);
            var rest = count - full;
            if (rest == 0) return total;
            var floats = stackalloc float[5 * Block];
            var halves = stackalloc ushort[4 * Block];
            new Span<float>(floats, 5 * Block).Clear();
            new Span<ushort>(halves, 4 * Block).Clear();
            var padded = new Pointers(
                floats, floats + Block, floats + (2 * Block), floats + (3 * Block), floats + (4 * Block),
                halves, halves + Block, halves + (2 * Block), halves + (3 * Block));
            Copy(gradient + full, padded.Gradient, rest);
            Copy(pretrained + full, padded.Pretrained, rest);
            Copy(w + full, padded.W, rest);
            Copy(alpha + full, padded.Alpha, rest);
            Copy(w1 + full, padded.WFirst, rest);
            Copy(w2 + full, padded.WSecond, rest);
            Copy(a1 + full, padded.AlphaFirst, rest);
            Copy(a2 + full, padded.AlphaSecond, rest);
            BlockStep(padded, step, gate, offset + full);
            Copy(padded.Effective, effective + full, rest);
            Copy(padded.W, w + full, rest);
            Copy(padded.Alpha, alpha + full, rest);
            Copy(padded.WFirst, w1 + full, rest);
            Copy(padded.WSecond, w2 + full, rest);
            Copy(padded.AlphaFirst, a1 + full, rest);
            Copy(padded.AlphaSecond, a2 + full, rest);
            for (var i = full; i < count; i++) total += HardConcrete.Open(alpha[i]);
            return total;
        }
    }

    /// <summary>θ = θ_pre + z·z_g·w without noise: the weights that would be kept.</summary>
    public static void ApplyDeterministic(
        GateState state, float groupGate, float* pretrained, float* effective, int offset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var z = HardConcrete.Deterministic(state.Alpha[offset + i]);
            effective[i] = pretrained[i] + (z * groupGate * state.W[offset + i]);
        }
    }

    /// <summary>
    /// θ = θ_pre + z·z_g·w with gates sampled by a key, bit for bit what <see cref="Update"/> left for that key.
    /// </summary>
    public static void ApplySampled(
        GateState state, float groupGate, uint key, float* pretrained, float* effective, int offset, int count)
    {
        fixed (float* w = &state.W[offset], alpha = &state.Alpha[offset])
        {
            var tail = stackalloc float[4 * Lanes];
            for (var i = 0; i < count; i += Lanes)
            {
                float* p = pretrained + i, e = effective + i, ww = w + i, aa = alpha + i;
                var rest = count - i;
                if (rest < Lanes)
                {
                    new Span<float>(tail, 4 * Lanes).Clear();
                    p = tail;
                    e = tail + Lanes;
                    ww = tail + (2 * Lanes);
                    aa = tail + (3 * Lanes);
                    Copy(pretrained + i, p, rest);
                    Copy(w + i, ww, rest);
                    Copy(alpha + i, aa, rest);
                }

                var noise = GateNoise.Uniform(GateNoise.Bits(key, Index(offset + i)));
                var z = HardConcrete.Sample(VectorExp.Of(Vector512.Load(aa)), noise, out _, out _);
                (Vector512.Load(p) + (z * Vector512.Load(ww) * groupGate)).Store(e);
                if (rest < Lanes) Copy(e, effective + i, rest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> BlockStep(in Pointers at, in GateStep step, in GroupGate gate, int offset)
    {
        var (w1Low, w1High) = Vector512.Widen(Vector512.Load(at.WFirst));
        var (w2Low, w2High) = Vector512.Widen(Vector512.Load(at.WSecond));
        var (a1Low, a1High) = Vector512.Widen(Vector512.Load(at.AlphaFirst));
        var (a2Low, a2High) = Vector512.Widen(Vector512.Load(at.AlphaSecond));
        var open = HalfStep(at, 0, step, gate, offset, ref w1Low, ref w2Low, ref a1Low, ref a2Low);
        open += HalfStep(at, Lanes, step, gate, offset + Lanes, ref w1High, ref w2High, ref a1High, ref a2High);
        Vector512.Narrow(w1Low, w1High).Store(at.WFirst);
        Vector512.Narrow(w2Low, w2High).Store(at.WSecond);
        Vector512.Narrow(a1Low, a1High).Store(at.AlphaFirst);
        Vector512.Narrow(a2Low, a2High).Store(at.AlphaSecond);
        return open;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfStep(
        in Pointers at,
        int i,
        in GateStep step,
        in GroupGate gate,
        int offset,
        ref Vector512<uint> w1,
        ref Vector512<uint> w2,
        ref Vector512<uint> a1,
        ref Vector512<uint> a2)
    {
        var index = Index(offset);
        var bits = GateNoise.Bits(step.Key, index);
        var w = Vector512.Load(at.W + i);
        var alpha = Vector512.Load(at.Alpha + i);
        var z = HardConcrete.Sample(VectorExp.Of(alpha), GateNoise.Uniform(bits), out var slope, out var open);

        var g = Vector512.Load(at.Gradient + i) * (step.Scale * gate.Value);
        var gradientW = g * z;
        var gradientAlpha = (g * w * slope)
            + (open * (Vector512<float>.One - open) * (step.Lambda * gate.Open));

        // Stochastic rounding: β₂'s small steps would be lost by rounding to the nearest of 8 bits.
        var dither = bits * 0x9E3779B1u;
        var lowBits = Vector512.Create(0xFFFFu);
        var (unbias1, unbias2) = step.Unbias;
        var moveW = Moments(gradientW, ref w1, ref w2, dither & lowBits, unbias1, unbias2, AdamSettings.Epsilon);
        var moveAlpha = Moments(gradientAlpha, ref a1, ref a2, dither >>> 16, unbias1, unbias2, GatedAdamEpsilon);
        w -= moveW * step.WeightRate;
        alpha -= moveAlpha * step.AlphaRate;
        alpha = Vector512.Min(
            Vector512.Max(alpha, Vector512.Create(-HardConcrete.Limit)), Vector512.Create(HardConcrete.Limit));
        w.Store(at.W + i);
        alpha.Store(at.Alpha + i);

        var noise = GateNoise.Uniform(GateNoise.Bits(step.NextKey, index));
        z = HardConcrete.Sample(VectorExp.Of(alpha), noise, out _, out open);
        (Vector512.Load(at.Pretrained + i) + (z * w * gate.NextValue)).Store(at.Effective + i);
        return open;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Moments(
        Vector512<float> gradient,
        ref Vector512<uint> first,
        ref Vector512<uint> second,
        Vector512<uint> dither,
        float unbias1,
        float unbias2,
        float epsilon)
    {
        var m1 = (first << 16).AsSingle();
        var m2 = (second << 16).AsSingle();
        m1 += (gradient - m1) * (1 - AdamSettings.Beta1);
        m2 += ((gradient * gradient) - m2) * (1 - AdamSettings.Beta2);
        first = (m1.AsUInt32() + Vector512.Create(0x8000u)) >>> 16;
        second = (m2.AsUInt32() + dither) >>> 16;
        return m1 * unbias1 * InverseRoot((m2 * unbias2) + Vector512.Create(epsilon * epsilon));
    }

    // Fourteen bits, where the processor has them, are enough for a step's length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> InverseRoot(Vector512<float> x) =>
        Avx512F.IsSupported ? Avx512F.ReciprocalSqrt14(x) : Vector512<float>.One / Vector512.Sqrt(x);

    // The penalty's gradient is far below Adam's usual ε; with it, gates would not move (references: diff pruning).
    private const float GatedAdamEpsilon = 1e-15f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Index(int offset) => Vector512<uint>.Indices + Vector512.Create((uint)offset);

    private static void Copy<T>(T* source, T* target, int count)
        where T : unmanaged => new Span<T>(source, count).CopyTo(new Span<T>(target, count));

    private readonly struct Pointers(
        float* gradient,
        float* pretrained,
        float* effective,
        float* w,
        float* alpha,
        ushort* wFirst,
        ushort* wSecond,
        ushort* alphaFirst,
        ushort* alphaSecond)
    {
        public readonly float* Gradient = gradient;
        public readonly float* Pretrained = pretrained;
        public readonly float* Effective = effective;
        public readonly float* W = w;
        public readonly float* Alpha = alpha;
        public readonly ushort* WFirst = wFirst;
        public readonly ushort* WSecond = wSecond;
        public readonly ushort* AlphaFirst = alphaFirst;
        public readonly ushort* AlphaSecond = alphaSecond;
    }
}
