using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Tests.Fixtures;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tests.Mixed;

public sealed class SmallProductsTests
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
        var products = new SmallProducts(DenseKernel.Supported.Single(kernel => kernel.Name == name), crew);
        // Enough multiplications for the whole crew, and too few.
        foreach (var texts in new[] { 1, 8 })
        {
            using var batch = TokenBatch.Pack([.. Enumerable.Range(0, texts).Select(_ => served.Input())], weights.Type, weights.Device);
            var expected = EncoderForward.Pooled(weights, batch).contiguous().data<float>().ToArray();
            var actual = EncoderForward.Pooled(weights, batch, products).contiguous().data<float>().ToArray();
            Assert.NotEqual(expected, actual); // in the last digits: they were asked
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - 1e-5, expected[i] + 1e-5);
        }
    }

    [Fact]
    public void Linear_ThatDoesNotFit_IsLeftToLibtorch()
    {
        if (DenseKernel.Supported is not [var kernel, ..]) return;
        using var scope = NewDisposeScope();
        using var crew = new WorkCrew(1);
        var products = new SmallProducts(kernel, crew) { MostTokens = 4 };
        var (weight, bias) = (new WeightView(ones([8, 64]), 0, 512), new WeightView(ones([8]), 512, 8));
        Assert.Equal([4, 8], products.Linear(weight, bias, ones([4, 64]))!.shape);
        Assert.Equal([2, 2, 8], products.Linear(weight, bias, ones([2, 2, 64]))!.shape);
        Assert.Null(products.Linear(weight, bias, ones([5, 64]))); // too many
        Assert.Null(products.Linear(weight, bias, ones([64, 2]).t())); // not as it lies
        Assert.Null(products.Linear(new WeightView(ones([8, 60]), 0, 480), bias, ones([1, 60])));
        Assert.Null(products.Linear(new WeightView(ones([6, 64]), 0, 384), new WeightView(ones([6]), 384, 6), ones([1, 64])));
    }
}
