using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>Sixteen tokens in a register, two registers a panel.</summary>
internal sealed unsafe class Avx512SideKernel : SideKernel
{
    private const int Side = 16;

    public static bool IsSupported => Avx512F.IsSupported && Avx512BW.IsSupported;

    public override string Name => "avx512";

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
                var (a, b) = (Vector512<float>.Zero, Vector512<float>.Zero);
                for (var last = at.Columns + entries; at.Columns < last; at.Columns++, at.Values++)
                {
                    var x = panel + (*at.Columns * Tokens);
                    var value = Vector512.Create(*at.Values);
                    a = Avx512F.FusedMultiplyAdd(value, Vector512.Load(x), a);
                    b = Avx512F.FusedMultiplyAdd(value, Vector512.Load(x + Side), b);
                }

                var sum = sums + (*at.Rows * Tokens);
                a.Store(sum);
                b.Store(sum + Side);
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
                var a = Interleave(Row(0), Row(1), Row(2), Row(3));
                var b = Interleave(Row(4), Row(5), Row(6), Row(7));
                var c = Interleave(Row(8), Row(9), Row(10), Row(11));
                var d = Interleave(Row(12), Row(13), Row(14), Row(15));
                Store(a.A, b.A, c.A, d.A, 0);
                Store(a.B, b.B, c.B, d.B, 1);
                Store(a.C, b.C, c.C, d.C, 2);
                Store(a.D, b.D, c.D, d.D, 3);

                Vector512<float> Row(int i) => TElement.Load512(x.At(Math.Min(t + i, count - 1), 0), f);
                void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int i)
                {
                    var lanes = Gather(a, b, c, d);
                    lanes.A.Store(target + (i * Tokens));
                    lanes.B.Store(target + ((i + 4) * Tokens));
                    lanes.C.Store(target + ((i + 8) * Tokens));
                    lanes.D.Store(target + ((i + 12) * Tokens));
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
                var a = Interleave(Sum(0), Sum(1), Sum(2), Sum(3));
                var b = Interleave(Sum(4), Sum(5), Sum(6), Sum(7));
                var c = Interleave(Sum(8), Sum(9), Sum(10), Sum(11));
                var d = Interleave(Sum(12), Sum(13), Sum(14), Sum(15));
                Store(a.A, b.A, c.A, d.A, 0);
                Store(a.B, b.B, c.B, d.B, 1);
                Store(a.C, b.C, c.C, d.C, 2);
                Store(a.D, b.D, c.D, d.D, 3);

                Vector512<float> Sum(int i) => Vector512.Load(sums + ((r + i) * Tokens) + t);
                void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int i)
                {
                    var lanes = Gather(a, b, c, d);
                    AddTo(t + i, lanes.A);
                    AddTo(t + i + 4, lanes.B);
                    AddTo(t + i + 8, lanes.C);
                    AddTo(t + i + 12, lanes.D);
                }

                void AddTo(int token, Vector512<float> sum)
                {
                    if (token >= count) return;
                    var row = y.At(token, feature);
                    TElement.Store512(row, r, TElement.Load512(row, r) + sum);
                }
            }
        }

        PortableSideKernel.Add<TElement>(sums, squares, rows, y, count, feature);
    }

    // Four rows become, in each quarter of the registers, four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> A, Vector512<float> B, Vector512<float> C, Vector512<float> D) Interleave(
        Vector512<float> r0, Vector512<float> r1, Vector512<float> r2, Vector512<float> r3)
    {
        var (low01, high01) = (Avx512F.UnpackLow(r0, r1), Avx512F.UnpackHigh(r0, r1));
        var (low23, high23) = (Avx512F.UnpackLow(r2, r3), Avx512F.UnpackHigh(r2, r3));
        return (Avx512F.Shuffle(low01, low23, 0x44), Avx512F.Shuffle(low01, low23, 0xEE),
            Avx512F.Shuffle(high01, high23, 0x44), Avx512F.Shuffle(high01, high23, 0xEE));
    }

    // The same quarter of four registers becomes one register.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> A, Vector512<float> B, Vector512<float> C, Vector512<float> D) Gather(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var (lowAB, highAB) = (Avx512F.Shuffle4x128(a, b, 0x44), Avx512F.Shuffle4x128(a, b, 0xEE));
        var (lowCD, highCD) = (Avx512F.Shuffle4x128(c, d, 0x44), Avx512F.Shuffle4x128(c, d, 0xEE));
        return (Avx512F.Shuffle4x128(lowAB, lowCD, 0x88), Avx512F.Shuffle4x128(lowAB, lowCD, 0xDD),
            Avx512F.Shuffle4x128(highAB, highCD, 0x88), Avx512F.Shuffle4x128(highAB, highCD, 0xDD));
    }
}
