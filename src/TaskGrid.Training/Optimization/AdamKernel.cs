using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TaskGrid.Training.Optimization;

/// <summary>One Adam step over flat fp32 arrays in a single pass: 16 bytes of state per parameter.</summary>
internal static class AdamKernel
{
    /// <summary>Updates values in place.</summary>
    /// <param name="values">Parameters [n].</param>
    /// <param name="gradients">Gradients [n].</param>
    /// <param name="first">First moments [n].</param>
    /// <param name="second">Second moments [n].</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Factor on the gradients (clipping).</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static void Step(
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        float rate,
        float scale,
        int step)
    {
        var (unbias1, unbias2) = AdamSettings.Correction(step);
        var lanes = Vector<float>.Count;
        var n = values.Length;
        ref var v = ref MemoryMarshal.GetReference(values);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var m1 = ref MemoryMarshal.GetReference(first);
        ref var m2 = ref MemoryMarshal.GetReference(second);
        var i = 0;
        for (; i <= n - lanes; i += lanes)
        {
            var at = (nuint)i;
            var gradient = Vector.LoadUnsafe(ref g, at) * scale;
            var a = Vector.LoadUnsafe(ref m1, at);
            var b = Vector.LoadUnsafe(ref m2, at);
            a += (gradient - a) * (1 - AdamSettings.Beta1);
            b += ((gradient * gradient) - b) * (1 - AdamSettings.Beta2);
            a.StoreUnsafe(ref m1, at);
            b.StoreUnsafe(ref m2, at);
            var root = Vector.SquareRoot(b * unbias2) + new Vector<float>(AdamSettings.Epsilon);
            (Vector.LoadUnsafe(ref v, at) - (a * (rate * unbias1) / root)).StoreUnsafe(ref v, at);
        }

        for (; i < n; i++)
        {
            var gradient = Unsafe.Add(ref g, i) * scale;
            ref var a = ref Unsafe.Add(ref m1, i);
            ref var b = ref Unsafe.Add(ref m2, i);
            a += (gradient - a) * (1 - AdamSettings.Beta1);
            b += ((gradient * gradient) - b) * (1 - AdamSettings.Beta2);
            Unsafe.Add(ref v, i) -= a * (rate * unbias1) / (MathF.Sqrt(b * unbias2) + AdamSettings.Epsilon);
        }
    }
}
