using System.Numerics;
using System.Runtime.CompilerServices;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// The gated phase's update in one pass per step: gradient of w and α from the gradient of the effective weight, both
/// Adam steps, the next step's gates and the next effective weights θ = θ_pre + z·z_g·w. A pass handles a range that
/// lies in one group (tensor) and whose gradients lie side by side.
/// </summary>
internal static unsafe class GateKernel
{
    /// <summary>Parameters handled at once: two vectors of floats, one of 16-bit moments.</summary>
    public static readonly int Block = 2 * Vector<float>.Count;

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
            var sum = Vector<float>.Zero;
            var lanes = Vector<float>.Count;
            var tail = stackalloc float[3 * lanes];
            for (var i = 0; i < count; i += lanes)
            {
                float* g = gradient + i, ww = w + i, aa = alpha + i;
                if (count - i < lanes)
                {
                    new Span<float>(tail, 3 * lanes).Clear();
                    Copy(g, tail, count - i);
                    Copy(ww, tail + lanes, count - i);
                    Copy(aa, tail + (2 * lanes), count - i);
                    g = tail;
                    ww = tail + lanes;
                    aa = tail + (2 * lanes);
                }

                var u = GateNoise.Uniform(GateNoise.Bits(key, Index(offset + i)));
                var z = HardConcrete.Sample(Vector.Exp(Vector.Load(aa)), u, out _);
                sum += Vector.Load(g) * Vector.Load(ww) * z;
            }

            return Vector.Sum(sum);
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
            var open = Vector<float>.Zero;
            var total = 0.0;
            var full = count - (count % Block);
            for (var i = 0; i < full; i += Block)
            {
                var range = new Pointers(
                    gradient + i, pretrained + i, effective + i, w + i, alpha + i, w1 + i, w2 + i, a1 + i, a2 + i);
                open += BlockStep(range, step, gate, offset + i);
                // Partial sums stay short so that fp32 does not lose small terms.
                if ((i / Block & 255) != 255) continue;
                total += Vector.Sum(open);
                open = Vector<float>.Zero;
            }

            total += Vector.Sum(open);
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
            new Span<float>(padded.Alpha + rest, Block - rest).Fill(float.NegativeInfinity);
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

    /// <summary>θ = θ_pre + z·z_g·w with gates sampled by a key, or without noise.</summary>
    public static void Apply(
        GateState state, float groupGate, uint? key, float* pretrained, float* effective, int offset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var index = offset + i;
            float z;
            if (key is null)
            {
                z = HardConcrete.Deterministic(state.Alpha[index]);
            }
            else
            {
                var u = GateNoise.Uniform(key.Value, (uint)index);
                var e = Math.Exp(state.Alpha[index]);
                var s = u * e / ((u * e) + 1 - u);
                z = (float)Math.Clamp((s * (HardConcrete.High - HardConcrete.Low)) + HardConcrete.Low, 0, 1);
            }

            effective[i] = pretrained[i] + (z * groupGate * state.W[index]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> BlockStep(in Pointers at, in GateStep step, in GroupGate gate, int offset)
    {
        var lanes = Vector<float>.Count;
        Vector.Widen(Vector.Load(at.WFirst), out var w1Low, out var w1High);
        Vector.Widen(Vector.Load(at.WSecond), out var w2Low, out var w2High);
        Vector.Widen(Vector.Load(at.AlphaFirst), out var a1Low, out var a1High);
        Vector.Widen(Vector.Load(at.AlphaSecond), out var a2Low, out var a2High);
        var open = HalfStep(at, 0, step, gate, offset, ref w1Low, ref w2Low, ref a1Low, ref a2Low);
        open += HalfStep(at, lanes, step, gate, offset + lanes, ref w1High, ref w2High, ref a1High, ref a2High);
        Vector.Narrow(w1Low, w1High).Store(at.WFirst);
        Vector.Narrow(w2Low, w2High).Store(at.WSecond);
        Vector.Narrow(a1Low, a1High).Store(at.AlphaFirst);
        Vector.Narrow(a2Low, a2High).Store(at.AlphaSecond);
        return open;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> HalfStep(
        in Pointers at,
        int i,
        in GateStep step,
        in GroupGate gate,
        int offset,
        ref Vector<uint> w1,
        ref Vector<uint> w2,
        ref Vector<uint> a1,
        ref Vector<uint> a2)
    {
        var one = Vector<float>.One;
        var index = Index(offset);
        var bits = GateNoise.Bits(step.Key, index);
        var w = Vector.Load(at.W + i);
        var alpha = Vector.Load(at.Alpha + i);
        var e = Vector.Exp(alpha);
        var z = HardConcrete.Sample(e, GateNoise.Uniform(bits), out var slope);
        var open = e / (e + one);

        var g = Vector.Load(at.Gradient + i) * (step.Scale * gate.Value);
        var gradientW = g * z;
        var gradientAlpha = (g * w * slope) + (open * (one - open) * (step.Lambda * gate.Open));

        // Stochastic rounding: β₂'s small steps would be lost by rounding to the nearest of 8 bits.
        var dither = bits * 0x9E3779B1u;
        var lowBits = new Vector<uint>(0xFFFF);
        var (unbias1, unbias2) = step.Unbias;
        var moveW = Moments(gradientW, ref w1, ref w2, dither & lowBits, unbias1, unbias2, AdamSettings.Epsilon);
        var moveAlpha = Moments(gradientAlpha, ref a1, ref a2, dither >>> 16, unbias1, unbias2, GatedAdamEpsilon);
        w -= moveW * step.WeightRate;
        alpha -= moveAlpha * step.AlphaRate;
        alpha = Vector.Min(
            Vector.Max(alpha, new Vector<float>(-HardConcrete.Limit)), new Vector<float>(HardConcrete.Limit));
        w.Store(at.W + i);
        alpha.Store(at.Alpha + i);

        e = Vector.Exp(alpha);
        z = HardConcrete.Sample(e, GateNoise.Uniform(GateNoise.Bits(step.NextKey, index)), out _);
        (Vector.Load(at.Pretrained + i) + (z * w * gate.NextValue)).Store(at.Effective + i);
        return e / (e + one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Moments(
        Vector<float> gradient,
        ref Vector<uint> first,
        ref Vector<uint> second,
        Vector<uint> dither,
        float unbias1,
        float unbias2,
        float epsilon)
    {
        var m1 = Vector.AsVectorSingle(first << 16);
        var m2 = Vector.AsVectorSingle(second << 16);
        m1 += (gradient - m1) * (1 - AdamSettings.Beta1);
        m2 += ((gradient * gradient) - m2) * (1 - AdamSettings.Beta2);
        first = (Vector.AsVectorUInt32(m1) + new Vector<uint>(0x8000)) >>> 16;
        second = (Vector.AsVectorUInt32(m2) + dither) >>> 16;
        return m1 * unbias1 / (Vector.SquareRoot(m2 * unbias2) + new Vector<float>(epsilon));
    }

    // The penalty's gradient is far below Adam's usual ε; with it, gates would not move (references: diff pruning).
    private const float GatedAdamEpsilon = 1e-15f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Index(int offset) => Vector<uint>.Indices + new Vector<uint>((uint)offset);

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
