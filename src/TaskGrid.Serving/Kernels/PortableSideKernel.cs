using System.Numerics;
using System.Runtime.CompilerServices;

namespace TaskGrid.Serving.Kernels;

/// <summary>For any processor.</summary>
internal sealed unsafe class PortableSideKernel : SideKernel
{
    public override string Name => "portable";

    public override void Pack(Activations x, int count, float* panel)
    {
        if (x.Half) Pack<Bf16Element>(x, count, 0, panel);
        else Pack<Fp32Element>(x, count, 0, panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* panel, ref SideCursor cursor, int rows, float* sums)
    {
        for (var left = rows; left > 0;)
        {
            var (entries, alike) = (cursor.Groups[0], cursor.Groups[1]);
            cursor.Groups += 2;
            left -= alike;
            for (var r = 0; r < alike; r++)
            {
                var sum = new Span<float>(sums + (*cursor.Rows++ * Tokens), Tokens);
                sum.Clear();
                for (var e = 0; e < entries; e++)
                    AddScaled(*cursor.Values++, new ReadOnlySpan<float>(panel + (*cursor.Columns++ * Tokens), Tokens), sum);
            }
        }
    }

    public override void Add(float* sums, int rows, Activations y, int count, int feature)
    {
        if (y.Half) Add<Bf16Element>(sums, 0, rows, y, count, feature);
        else Add<Fp32Element>(sums, 0, rows, y, count, feature);
    }

    /// <summary>Packs the features from one on, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<TElement>(Activations x, int count, int from, float* panel)
        where TElement : struct, IElement
    {
        for (var t = 0; t < Tokens; t++)
        {
            var row = x.At(Math.Min(t, count - 1), 0);
            for (var f = from; f < x.Width; f++) panel[(f * Tokens) + t] = TElement.Load(row, f);
        }
    }

    /// <summary>Adds the rows from one on, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add<TElement>(float* sums, int from, int rows, Activations y, int count, int feature)
        where TElement : struct, IElement
    {
        for (var t = 0; t < count; t++)
        {
            var row = y.At(t, feature);
            for (var r = from; r < rows; r++)
                TElement.Store(row, r, TElement.Load(row, r) + sums[(r * Tokens) + t]);
        }
    }

    private static void AddScaled(float value, ReadOnlySpan<float> x, Span<float> sum)
    {
        // Vectors of any width up to 32 lanes divide the panel.
        for (var at = 0; at < Tokens; at += Vector<float>.Count)
            (new Vector<float>(sum[at..]) + (value * new Vector<float>(x[at..]))).CopyTo(sum[at..]);
    }
}
