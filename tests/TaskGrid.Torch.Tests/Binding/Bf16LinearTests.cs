using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

/// <summary>
/// Linear layers in bfloat16, which run on AMX tiles where the processor has them. Small integers are exact in both
/// types, so that results must be those of fp32, rounded once.
/// </summary>
public sealed class Bf16LinearTests : TensorTest
{
    [Theory]
    [InlineData(32, 32, 32, true)]
    [InlineData(37, 70, 45, true)]
    [InlineData(37, 70, 45, false)]
    [InlineData(130, 257, 33, true)]
    [InlineData(16, 17, 16, false)]
    [InlineData(300, 16, 129, true)]
    [InlineData(1, 5, 3, true)]
    [InlineData(0, 32, 32, true)]
    public void Linear_OfIntegers_EqualsFp32WithItsGradients(long rows, long columns, long depth, bool withBias)
    {
        using var generator = new Generator(17);
        var x = Integers(rows, depth);
        var weight = Integers(columns, depth);
        var bias = Integers(columns);
        var factor = Integers(rows, columns);

        var expected = Pass(float32).ToArray();
        var actual = Pass(bfloat16).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(bfloat16, actual[i].dtype);
            Assert.Equal(expected[i].shape, actual[i].shape);
            Assert.True(expected[i].to(bfloat16).eq(actual[i]).all().ToBoolean(), $"Result {i} differs.");
        }

        Tensor Integers(params long[] shape) => randn(shape, generator: generator).clamp(-2, 2).to(int32).to(float32);

        IEnumerable<Tensor> Pass(ScalarType type)
        {
            Tensor[] leaves = [.. new[] { x, weight, bias }.Select(leaf => leaf.to(type, copy: true).requires_grad_())];
            var y = nn.functional.linear(leaves[0], leaves[1], withBias ? leaves[2] : null);
            y.backward([factor.to(type)]);
            return [y.detach(), .. leaves.Take(withBias ? 3 : 2).Select(leaf => leaf.grad!)];
        }
    }

    [Fact]
    public void Linear_OfABatch_KeepsItsDimensions()
    {
        var x = ones([2, 24, 32], bfloat16).transpose(0, 1).requires_grad_();
        var y = nn.functional.linear(x, ones([40, 32], bfloat16));
        Assert.Equal([24, 2, 40], y.shape);
        AssertValues(y.select(0, 0).select(0, 0).narrow(0, 0, 2), 32, 32);
        y.sum().backward();
        Assert.Equal([24, 2, 32], x.grad!.shape);
        Assert.Equal(40, x.grad.max().ToSingle());
    }

    [Fact]
    public void Linear_WithAFrozenWeight_GivesNoGradientForIt()
    {
        var x = ones([32, 32], bfloat16).requires_grad_();
        var weight = ones([32, 32], bfloat16);
        nn.functional.linear(x, weight).sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Linear_OfShapesThatDoNotFit_IsRefused() => Assert.Throws<TaskGridException>(
        () => nn.functional.linear(ones([32, 32], bfloat16), ones([32, 48], bfloat16)));

    // Tiles enlarge what the system saves at a signal, and .NET sets up a stack for signals on every thread.
    [Fact]
    public void Linear_OnThreadsThatStartAfterTheFirst_GivesTheSame()
    {
        var x = ones([64, 64], bfloat16);
        _ = nn.functional.linear(x, x);
        var results = new float[16];
        var threads = Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            using var scope = NewDisposeScope();
            results[i] = nn.functional.linear(x, x).min().ToSingle();
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(results, result => Assert.Equal(64, result));
    }

    // .NET sees a null reference as a signal, whose frame has to fit its stack: the process would end here.
    [Fact]
    public void Linear_ThenANullReferenceOnTheSameThread_Throws()
    {
        var x = ones([64, 64], bfloat16);
        var thrown = new bool[8];
        foreach (var i in Enumerable.Range(0, thrown.Length))
        {
            var thread = new Thread(() =>
            {
                using var scope = NewDisposeScope();
                _ = nn.functional.linear(x, x);
                thrown[i] = Record.Exception(() => Length(null!)) is NullReferenceException;
            });
            thread.Start();
            thread.Join(); // gives its stack back before the next one starts
        }

        Assert.All(thrown, Assert.True);

        static int Length(string text) => text.Length;
    }

    [Fact]
    public void Linear_WithMoreThreads_IsBitIdentical()
    {
        using var generator = new Generator(23);
        var x = randn(300, 200, generator: generator).to(bfloat16);
        var weight = randn(500, 200, generator: generator).to(bfloat16);
        var before = TorchRuntime.Threads;
        TorchRuntime.SetThreads(1);
        var one = nn.functional.linear(x, weight).bytes.ToArray();
        TorchRuntime.SetThreads(3);
        var three = nn.functional.linear(x, weight).bytes.ToArray();
        TorchRuntime.SetThreads(before);
        Assert.Equal(one, three);
        AssertNear(0.05f, nn.functional.linear(x, weight).select(0, 0).narrow(0, 0, 1),
            (x.to(float32).select(0, 0) * weight.to(float32).select(0, 0)).sum().ToSingle());
    }
}
