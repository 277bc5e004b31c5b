using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Modes;
using TaskGrid.Serving.Tests.Fixtures;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tests.Mixed;

public sealed unsafe class PassKernelsTests
{
    public static TheoryData<string, int> Kernels
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kernel in DenseKernel.Supported)
            {
                data.Add(kernel.Name, 1);
                data.Add(kernel.Name, 3);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Pass_ByThem_EqualsLibtorchs(string name, int threads)
    {
        using var served = new ServedBase("tg-mini");
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var weights = new EncoderWeights(served.Model.Config, served.Model.Layout, served.Model.Parameters);
        using var crew = new WorkCrew(threads);
        var own = new PassKernels(DenseKernel.Supported.Single(kernel => kernel.Name == name), crew);
        // Enough multiplications for the whole crew, and too few.
        foreach (var texts in new[] { 1, 8 })
        {
            using var batch = TokenBatch.Pack([.. Enumerable.Range(0, texts).Select(_ => served.Input())], weights.Type, weights.Device);
            var expected = EncoderForward.Pooled(weights, batch).contiguous().data<float>().ToArray();
            var actual = EncoderForward.Pooled(weights, batch, own).contiguous().data<float>().ToArray();
            Assert.NotEqual(expected, actual); // in the last digits: they were asked
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - 1e-5, expected[i] + 1e-5);
        }
    }

    // What it leaves to libtorch at once takes no time, and would seem faster.
    [Fact]
    public void SmallTokens_WhereTheKernelDoesNotFit_AreNone()
    {
        using var served = new ServedBase("bert");
        using var scope = NewDisposeScope();
        using var weights = new EncoderWeights(served.Model.Config, served.Model.Layout, served.Model.Parameters);
        using var crew = new WorkCrew(1);
        Assert.Equal(0, CostProbe.SmallTokens(weights, new PassKernels(new UnfitKernel(), crew)));
    }

    // Within what bf16 tells apart, of any width, by one thread and by several; fp32 is left to libtorch.
    [Theory]
    [InlineData(1, 3, 7)]
    [InlineData(1, 5, 264)]
    [InlineData(3, 400, 768)]
    public void Normalize_InBf16_EqualsLibtorchsInFp32(int threads, int tokens, int width)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var crew = new WorkCrew(threads);
        var own = new PassKernels(null, crew);
        var (x, scale, shift) = (randn(tokens, width).mul(3).add(5), randn(width), randn(width));
        Assert.Null(own.Normalize(new(scale, 0, width), new(shift, width, width), x, 1e-12));
        (x, scale, shift) = (x.to(ScalarType.BFloat16), scale.to(ScalarType.BFloat16), shift.to(ScalarType.BFloat16));
        var actual = own.Normalize(new(scale, 0, width), new(shift, width, width), x, 1e-12)!;
        Assert.Equal(ScalarType.BFloat16, actual.dtype);
        Assert.Equal([tokens, width], actual.shape);
        var expected = nn.functional.layer_norm(
            x.to(ScalarType.Float32), [width], scale.to(ScalarType.Float32), shift.to(ScalarType.Float32), 1e-12)
            .data<float>().ToArray();
        var values = actual.to(ScalarType.Float32).data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(values[i], expected[i] - Margin(expected[i]), expected[i] + Margin(expected[i]));

        // Half of the last of eight bits.
        static float Margin(float value) => 1e-4f + (MathF.Abs(value) / 256);
    }

    [Fact]
    public void Linear_ThatDoesNotFit_IsLeftToLibtorch()
    {
        if (DenseKernel.Supported is not [var kernel, ..]) return;
        using var scope = NewDisposeScope();
        using var crew = new WorkCrew(1);
        var own = new PassKernels(kernel, crew) { MostTokens = 4 };
        var (weight, bias) = (new WeightView(ones([8, 64]), 0, 512), new WeightView(ones([8]), 512, 8));
        Assert.Equal([4, 8], own.Linear(weight, bias, ones([4, 64]))!.shape);
        Assert.Equal([2, 2, 8], own.Linear(weight, bias, ones([2, 2, 64]))!.shape);
        Assert.Null(own.Linear(weight, bias, ones([5, 64]))); // too many
        Assert.Null(own.Linear(weight, bias, ones([64, 2]).t())); // not as it lies
        Assert.Null(own.Linear(new WeightView(ones([8, 60]), 0, 480), bias, ones([1, 60])));
        Assert.Null(own.Linear(new WeightView(ones([6, 64]), 0, 384), new WeightView(ones([6]), 384, 6), ones([1, 64])));
    }

    private sealed class UnfitKernel : DenseKernel
    {
        public override string Name => "unfit";

        public override int Lanes => 1 << 20;

        public override void Multiply(float* x, int tokens, float* w, float* bias, int rows, int columns, float* y, int width) =>
            throw new NotSupportedException();
    }
}
