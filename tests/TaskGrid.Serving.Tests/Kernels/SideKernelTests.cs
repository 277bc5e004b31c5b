using TaskGrid.Diffs;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;

namespace TaskGrid.Serving.Tests.Kernels;

public sealed unsafe class SideKernelTests
{
    public static TheoryData<string> Kernels => [.. SideKernel.Supported.Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Product_AnyShapeAndMask_EqualsTheNaiveOne(string name)
    {
        var kernel = SideKernel.Supported.Single(kernel => kernel.Name == name);
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            var (rows, columns) = (random.Next(1, 400), random.Next(1, 60));
            var part = new LinearPart(0, rows * columns, rows, columns);
            var density = random.Next(4) switch { 0 => 0.002, 1 => 0.05, 2 => 0.5, _ => 1 };
            var delta = new float[(rows * columns) + rows];
            for (var i = 0; i < delta.Length; i++)
                if (random.NextDouble() < density) delta[i] = random.NextSingle() - 0.5f;
            var count = random.Next(1, SideKernel.Tokens + 1);
            foreach (var half in new[] { false, true })
                Compare(kernel, part, delta, Values(random, count * columns, half), Values(random, count * rows, half), half);
        }
    }

    // Features of one task at a time: y[t, i] + Σ_j x[t, j]·δ[i, j] + δ_b[i].
    private static void Compare(SideKernel kernel, LinearPart part, float[] delta, float[] x, float[] y, bool half)
    {
        var count = x.Length / part.Columns;
        var indices = Enumerable.Range(0, delta.Length).Where(i => delta[i] != 0).ToArray();
        var layout = ParameterLayout.Create([("w", [part.Rows, part.Columns]), ("b", [part.Rows])]);
        var overrides = OverridesBuilder.Build(
            new EncoderParts([part], []), new SparseDiff(layout, indices, [.. indices.Select(i => delta[i])]));
        var result = Run(kernel, part, overrides, x, y, half);
        var worst = 0.0;
        for (var t = 0; t < count; t++)
        {
            for (var i = 0; i < part.Rows; i++)
            {
                var sum = (double)delta[part.Bias + i];
                for (var j = 0; j < part.Columns; j++) sum += x[(t * part.Columns) + j] * (double)delta[(i * part.Columns) + j];
                var expected = y[(t * part.Rows) + i] + sum;
                worst = Math.Max(worst, Math.Abs(expected - result[(t * part.Rows) + i]) / Math.Max(1, Math.Abs(expected)));
            }
        }

        Assert.InRange(worst, 0, half ? 0.004 : 1e-5);
    }

    private static float[] Run(
        SideKernel kernel, LinearPart part, SparseOverrides overrides, float[] x, float[] y, bool half)
    {
        var (xs, ys) = (Stored(x, half), Stored(y, half));
        using var scratch = new PanelScratch(part.Columns);
        fixed (byte* from = xs, to = ys)
        {
            var (input, output) = (new Activations(from, part.Columns, half), new Activations(to, part.Rows, half));
            var count = x.Length / part.Columns;
            if (overrides.Has(0))
            {
                kernel.Pack(input, count, scratch.X);
                new Span<float>(scratch.X + (part.Columns * SideKernel.Tokens), SideKernel.Tokens).Fill(1);
                var cursor = overrides.Cursor(0);
                for (var first = 0; first < part.Rows; first += SideKernel.BlockRows)
                {
                    var rows = Math.Min(SideKernel.BlockRows, part.Rows - first);
                    if (cursor.SkipEmpty(rows)) continue;
                    kernel.Multiply(scratch.X, ref cursor, rows, scratch.Sums);
                    kernel.Add(scratch.Sums, rows, output, count, first);
                }
            }

            var result = new float[y.Length];
            for (var i = 0; i < result.Length; i++)
                result[i] = half ? Bf16Element.Load(to, i) : Fp32Element.Load(to, i);
            return result;
        }
    }

    // Numbers that bf16 holds exactly, so that only sums are rounded.
    private static float[] Values(Random random, int count, bool half)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(random.NextSingle() - 0.5f);
            values[i] = BitConverter.UInt32BitsToSingle(half ? bits & 0xFFFF0000 : bits);
        }

        return values;
    }

    private static byte[] Stored(float[] values, bool half)
    {
        var bytes = new byte[values.Length * (half ? sizeof(ushort) : sizeof(float))];
        fixed (byte* memory = bytes)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (half) Bf16Element.Store(memory, i, values[i]);
                else Fp32Element.Store(memory, i, values[i]);
            }
        }

        return bytes;
    }
}
