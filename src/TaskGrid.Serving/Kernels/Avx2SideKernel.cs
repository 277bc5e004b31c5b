using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>Eight tokens in a register, four registers a panel.</summary>
internal sealed unsafe class Avx2SideKernel : SideKernel
{
    private const int Side = 8;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public override string Name => "avx2";

    public override void Pack(Activations x, int count, float* panel)
    {
        if (x.Half) Pack<Bf16Element>(x, count, panel);
        else Pack<Fp32Element>(x, count, panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* panel, ref SideCursor cursor, int rows, float* sums)
    {
        var at = cursor;
        for (var left = rows; left > 0;)
        {
            var (entries, alike) = (at.Groups[0], at.Groups[1]);
            at.Groups += 2;
            left -= alike;
            for (var end = at.Rows + alike; at.Rows < end; at.Rows++)
            {
                var (a, b) = (Vector256<float>.Zero, Vector256<float>.Zero);
                var (c, d) = (Vector256<float>.Zero, Vector256<float>.Zero);
                for (var last = at.Columns + entries; at.Columns < last; at.Columns++, at.Values++)
                {
                    var x = panel + (*at.Columns * Tokens);
                    var value = Vector256.Create(*at.Values);
                    a = Fma.MultiplyAdd(value, Vector256.Load(x), a);
                    b = Fma.MultiplyAdd(value, Vector256.Load(x + Side), b);
                    c = Fma.MultiplyAdd(value, Vector256.Load(x + (2 * Side)), c);
                    d = Fma.MultiplyAdd(value, Vector256.Load(x + (3 * Side)), d);
                }

                var sum = sums + (*at.Rows * Tokens);
                a.Store(sum);
                b.Store(sum + Side);
                c.Store(sum + (2 * Side));
                d.Store(sum + (3 * Side));
            }
        }

        cursor = at;
    }

    public override void Add(float* sums, int rows, Activations y, int count, int feature)
    {
        if (y.Half) Add<Bf16Element>(sums, rows, y, count, feature);
        else Add<Fp32Element>(sums, rows, y, count, feature);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<TElement>(Activations x, int count, float* panel)
        where TElement : struct, IElement
    {
        var squares = x.Width - (x.Width % Side);
        for (var t = 0; t < Tokens; t += Side)
        {
            for (var f = 0; f < squares; f += Side)
            {
                var target = panel + (f * Tokens) + t;
                var low = Interleave(Row(0), Row(1), Row(2), Row(3));
                var high = Interleave(Row(4), Row(5), Row(6), Row(7));
                Store(low.A, high.A, 0);
                Store(low.B, high.B, 1);
                Store(low.C, high.C, 2);
                Store(low.D, high.D, 3);

                Vector256<float> Row(int i) => TElement.Load256(x.At(Math.Min(t + i, count - 1), 0), f);
                void Store(Vector256<float> lower, Vector256<float> upper, int i)
                {
                    Avx.Permute2x128(lower, upper, 0x20).Store(target + (i * Tokens));
                    Avx.Permute2x128(lower, upper, 0x31).Store(target + ((i + 4) * Tokens));
                }
            }
        }

        PortableSideKernel.Pack<TElement>(x, count, squares, panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TElement>(float* sums, int rows, Activations y, int count, int feature)
        where TElement : struct, IElement
    {
        var squares = rows - (rows % Side);
        for (var t = 0; t < count; t += Side)
        {
            for (var r = 0; r < squares; r += Side)
            {
                var low = Interleave(Sum(0), Sum(1), Sum(2), Sum(3));
                var high = Interleave(Sum(4), Sum(5), Sum(6), Sum(7));
                Store(low.A, high.A, 0);
                Store(low.B, high.B, 1);
                Store(low.C, high.C, 2);
                Store(low.D, high.D, 3);

                Vector256<float> Sum(int i) => Vector256.Load(sums + ((r + i) * Tokens) + t);
                void Store(Vector256<float> lower, Vector256<float> upper, int i)
                {
                    AddTo(t + i, Avx.Permute2x128(lower, upper, 0x20));
                    AddTo(t + i + 4, Avx.Permute2x128(lower, upper, 0x31));
                }

                void AddTo(int token, Vector256<float> sum)
                {
                    if (token >= count) return;
                    var row = y.At(token, feature);
                    TElement.Store256(row, r, TElement.Load256(row, r) + sum);
                }
            }
        }

        PortableSideKernel.Add<TElement>(sums, squares, rows, y, count, feature);
    }

    // Four rows become, in each half of the registers, four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> A, Vector256<float> B, Vector256<float> C, Vector256<float> D) Interleave(
        Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3)
    {
        var (low01, high01) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (low23, high23) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        return (Avx.Shuffle(low01, low23, 0x44), Avx.Shuffle(low01, low23, 0xEE),
            Avx.Shuffle(high01, high23, 0x44), Avx.Shuffle(high01, high23, 0xEE));
    }
}
