using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Serving.Kernels;

/// <summary>
/// Up to six tokens by four rows of W at a time, whose sums stay in registers. A method for each number of tokens: sums in an array would
/// not stay there.
/// </summary>
/// <typeparam name="TLanes">Registers.</typeparam>
/// <typeparam name="TVector">A register.</typeparam>
internal sealed unsafe class LaneDenseKernel<TLanes, TVector>(string name) : DenseKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // Rows that stay in the caches while all tokens pass.
    private const int BlockRows = 4 * Rows;

    public override string Name => name;

    public override int Lanes => TLanes.Count;

    public override void Multiply(float* x, int tokens, float* w, float* bias, int rows, int columns, float* y, int width)
    {
        for (var block = 0; block < rows; block += BlockRows)
        {
            var end = Math.Min(rows, block + BlockRows);
            for (var (token, count) = (0, 0); token < tokens; token += count)
            {
                // Groups of like size: one of six and one of one would take longer than four and three.
                var groups = (tokens - token + TLanes.Tokens - 1) / TLanes.Tokens;
                count = (tokens - token + groups - 1) / groups;
                for (var row = block; row < end; row += Rows)
                {
                    Multiply(
                        x + ((long)token * columns), count, w + ((long)row * columns), Vector128.Load(bias + row), columns,
                        y + ((long)token * width) + row, width);
                }
            }
        }
    }

    private static void Multiply(float* x, int count, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        switch (count)
        {
            case 1: One(x, w, bias, columns, y, width); break;
            case 2: Two(x, w, bias, columns, y, width); break;
            case 3: Three(x, w, bias, columns, y, width); break;
            case 4: Four(x, w, bias, columns, y, width); break;
            case 5: Five(x, w, bias, columns, y, width); break;
            default: Six(x, w, bias, columns, y, width); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        float* x1 = x + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        TVector b0 = default!, b1 = default!, b2 = default!, b3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
            v = TLanes.Load(x1 + i);
            (b0, b1) = (TLanes.MultiplyAdd(u0, v, b0), TLanes.MultiplyAdd(u1, v, b1));
            (b2, b3) = (TLanes.MultiplyAdd(u2, v, b2), TLanes.MultiplyAdd(u3, v, b3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
        (TLanes.Sums(b0, b1, b2, b3) + bias).Store(y + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        float* x1 = x + columns, x2 = x1 + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        TVector b0 = default!, b1 = default!, b2 = default!, b3 = default!;
        TVector c0 = default!, c1 = default!, c2 = default!, c3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
            v = TLanes.Load(x1 + i);
            (b0, b1) = (TLanes.MultiplyAdd(u0, v, b0), TLanes.MultiplyAdd(u1, v, b1));
            (b2, b3) = (TLanes.MultiplyAdd(u2, v, b2), TLanes.MultiplyAdd(u3, v, b3));
            v = TLanes.Load(x2 + i);
            (c0, c1) = (TLanes.MultiplyAdd(u0, v, c0), TLanes.MultiplyAdd(u1, v, c1));
            (c2, c3) = (TLanes.MultiplyAdd(u2, v, c2), TLanes.MultiplyAdd(u3, v, c3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
        (TLanes.Sums(b0, b1, b2, b3) + bias).Store(y + width);
        (TLanes.Sums(c0, c1, c2, c3) + bias).Store(y + (2 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        float* x1 = x + columns, x2 = x1 + columns, x3 = x2 + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        TVector b0 = default!, b1 = default!, b2 = default!, b3 = default!;
        TVector c0 = default!, c1 = default!, c2 = default!, c3 = default!;
        TVector d0 = default!, d1 = default!, d2 = default!, d3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
            v = TLanes.Load(x1 + i);
            (b0, b1) = (TLanes.MultiplyAdd(u0, v, b0), TLanes.MultiplyAdd(u1, v, b1));
            (b2, b3) = (TLanes.MultiplyAdd(u2, v, b2), TLanes.MultiplyAdd(u3, v, b3));
            v = TLanes.Load(x2 + i);
            (c0, c1) = (TLanes.MultiplyAdd(u0, v, c0), TLanes.MultiplyAdd(u1, v, c1));
            (c2, c3) = (TLanes.MultiplyAdd(u2, v, c2), TLanes.MultiplyAdd(u3, v, c3));
            v = TLanes.Load(x3 + i);
            (d0, d1) = (TLanes.MultiplyAdd(u0, v, d0), TLanes.MultiplyAdd(u1, v, d1));
            (d2, d3) = (TLanes.MultiplyAdd(u2, v, d2), TLanes.MultiplyAdd(u3, v, d3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
        (TLanes.Sums(b0, b1, b2, b3) + bias).Store(y + width);
        (TLanes.Sums(c0, c1, c2, c3) + bias).Store(y + (2 * width));
        (TLanes.Sums(d0, d1, d2, d3) + bias).Store(y + (3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        float* x1 = x + columns, x2 = x1 + columns, x3 = x2 + columns, x4 = x3 + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        TVector b0 = default!, b1 = default!, b2 = default!, b3 = default!;
        TVector c0 = default!, c1 = default!, c2 = default!, c3 = default!;
        TVector d0 = default!, d1 = default!, d2 = default!, d3 = default!;
        TVector e0 = default!, e1 = default!, e2 = default!, e3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
            v = TLanes.Load(x1 + i);
            (b0, b1) = (TLanes.MultiplyAdd(u0, v, b0), TLanes.MultiplyAdd(u1, v, b1));
            (b2, b3) = (TLanes.MultiplyAdd(u2, v, b2), TLanes.MultiplyAdd(u3, v, b3));
            v = TLanes.Load(x2 + i);
            (c0, c1) = (TLanes.MultiplyAdd(u0, v, c0), TLanes.MultiplyAdd(u1, v, c1));
            (c2, c3) = (TLanes.MultiplyAdd(u2, v, c2), TLanes.MultiplyAdd(u3, v, c3));
            v = TLanes.Load(x3 + i);
            (d0, d1) = (TLanes.MultiplyAdd(u0, v, d0), TLanes.MultiplyAdd(u1, v, d1));
            (d2, d3) = (TLanes.MultiplyAdd(u2, v, d2), TLanes.MultiplyAdd(u3, v, d3));
            v = TLanes.Load(x4 + i);
            (e0, e1) = (TLanes.MultiplyAdd(u0, v, e0), TLanes.MultiplyAdd(u1, v, e1));
            (e2, e3) = (TLanes.MultiplyAdd(u2, v, e2), TLanes.MultiplyAdd(u3, v, e3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
        (TLanes.Sums(b0, b1, b2, b3) + bias).Store(y + width);
        (TLanes.Sums(c0, c1, c2, c3) + bias).Store(y + (2 * width));
        (TLanes.Sums(d0, d1, d2, d3) + bias).Store(y + (3 * width));
        (TLanes.Sums(e0, e1, e2, e3) + bias).Store(y + (4 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(float* x, float* w, Vector128<float> bias, int columns, float* y, int width)
    {
        float* w1 = w + columns, w2 = w1 + columns, w3 = w2 + columns;
        float* x1 = x + columns, x2 = x1 + columns, x3 = x2 + columns, x4 = x3 + columns, x5 = x4 + columns;
        TVector a0 = default!, a1 = default!, a2 = default!, a3 = default!;
        TVector b0 = default!, b1 = default!, b2 = default!, b3 = default!;
        TVector c0 = default!, c1 = default!, c2 = default!, c3 = default!;
        TVector d0 = default!, d1 = default!, d2 = default!, d3 = default!;
        TVector e0 = default!, e1 = default!, e2 = default!, e3 = default!;
        TVector f0 = default!, f1 = default!, f2 = default!, f3 = default!;
        for (var i = 0; i < columns; i += TLanes.Count)
        {
            var (u0, u1, u2, u3) = (TLanes.Load(w + i), TLanes.Load(w1 + i), TLanes.Load(w2 + i), TLanes.Load(w3 + i));
            var v = TLanes.Load(x + i);
            (a0, a1) = (TLanes.MultiplyAdd(u0, v, a0), TLanes.MultiplyAdd(u1, v, a1));
            (a2, a3) = (TLanes.MultiplyAdd(u2, v, a2), TLanes.MultiplyAdd(u3, v, a3));
            v = TLanes.Load(x1 + i);
            (b0, b1) = (TLanes.MultiplyAdd(u0, v, b0), TLanes.MultiplyAdd(u1, v, b1));
            (b2, b3) = (TLanes.MultiplyAdd(u2, v, b2), TLanes.MultiplyAdd(u3, v, b3));
            v = TLanes.Load(x2 + i);
            (c0, c1) = (TLanes.MultiplyAdd(u0, v, c0), TLanes.MultiplyAdd(u1, v, c1));
            (c2, c3) = (TLanes.MultiplyAdd(u2, v, c2), TLanes.MultiplyAdd(u3, v, c3));
            v = TLanes.Load(x3 + i);
            (d0, d1) = (TLanes.MultiplyAdd(u0, v, d0), TLanes.MultiplyAdd(u1, v, d1));
            (d2, d3) = (TLanes.MultiplyAdd(u2, v, d2), TLanes.MultiplyAdd(u3, v, d3));
            v = TLanes.Load(x4 + i);
            (e0, e1) = (TLanes.MultiplyAdd(u0, v, e0), TLanes.MultiplyAdd(u1, v, e1));
            (e2, e3) = (TLanes.MultiplyAdd(u2, v, e2), TLanes.MultiplyAdd(u3, v, e3));
            v = TLanes.Load(x5 + i);
            (f0, f1) = (TLanes.MultiplyAdd(u0, v, f0), TLanes.MultiplyAdd(u1, v, f1));
            (f2, f3) = (TLanes.MultiplyAdd(u2, v, f2), TLanes.MultiplyAdd(u3, v, f3));
        }

        (TLanes.Sums(a0, a1, a2, a3) + bias).Store(y);
        (TLanes.Sums(b0, b1, b2, b3) + bias).Store(y + width);
        (TLanes.Sums(c0, c1, c2, c3) + bias).Store(y + (2 * width));
        (TLanes.Sums(d0, d1, d2, d3) + bias).Store(y + (3 * width));
        (TLanes.Sums(e0, e1, e2, e3) + bias).Store(y + (4 * width));
        (TLanes.Sums(f0, f1, f2, f3) + bias).Store(y + (5 * width));
    }
}
