using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class AutogradTests : TensorTest
{
    [Fact]
    public void Backward_OfAScalar_AccumulatesUntilCleared()
    {
        var x = Vector(1, 2).requires_grad_();
        (x * x).sum().backward();
        AssertValues(x.grad!, 2, 4);
        (x * 3).sum().backward();
        AssertValues(x.grad!, 5, 7);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_OfAVector_IsRefused()
    {
        var x = Vector(1, 2).requires_grad_();
        var exception = Assert.Throws<TaskGridException>(() => (x * 2).backward());
        Assert.Contains("scalar outputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_WithFactorsAndInputs_ReachesOnlyThose()
    {
        var x = Vector(1, 2).requires_grad_();
        var y = Vector(3, 4).requires_grad_();
        (x * y).backward([Vector(1, 10)], inputs: [x]);
        AssertValues(x.grad!, 3, 40);
        Assert.Null(y.grad);
    }

    [Fact]
    public void Grad_OfInputs_LeavesTheirOwnGradientsAlone()
    {
        var x = Vector(2).requires_grad_();
        var unused = Vector(1).requires_grad_();
        var gradients = autograd.grad([x.pow(3).sum()], [x, unused], allow_unused: true);
        AssertValues(gradients[0], 12);
        Assert.Null(gradients[1]);
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_UntilDisposed_RecordsNothing()
    {
        var x = Vector(1).requires_grad_();
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
        }

        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Detach_OfATensor_SharesMemoryOutsideTheGraph()
    {
        var x = Vector(1).requires_grad_();
        var y = x * 2;
        Assert.False(y.is_leaf);
        Assert.False(y.detach().requires_grad);
        y.retain_grad();
        y.sum().backward();
        AssertValues(y.grad!, 1);
        y.detach_();
        Assert.True(y.is_leaf);
    }

    // Slices of a flat buffer would each build a gradient of the whole buffer; leaves over its memory must not.
    [Fact]
    public void LeavesOverAFlatBuffer_WithGradientsOverAnother_AccumulateInPlace()
    {
        var parameters = tensor([1f, 2, 3, 4, 5, 6, 0.5f, -0.5f, 2, 1]);
        var gradients = zeros(10);
        var table = Leaf(0, 3, 2);
        var weight = Leaf(6, 1, 2);
        var bias = Leaf(8, 1);
        var unused = Leaf(9, 1);
        for (var pass = 1; pass <= 2; pass++)
        {
            var rows = TorchDialect.Embedding(tensor([2L, 0, 2]), table);
            nn.functional.linear(rows, weight, bias).sum().backward();
            // Each row counts as often as it is looked up; the weight's gradient is the sum of the rows.
            AssertValues(
                gradients, [.. new[] { 0.5f, -0.5f, 0, 0, 1, -1, 11, 14, 3, 0 }.Select(value => pass * value)]);
            Assert.Equal(gradients.DataPointer() + (6 * sizeof(float)), weight.grad!.DataPointer());
        }

        using (no_grad()) parameters.add_(gradients, -1);
        AssertValues(weight, 0.5f - 22, -0.5f - 28);
        Assert.Null(parameters.grad);
        AssertValues(unused.grad!, 0);

        Tensor Leaf(long offset, params long[] shape)
        {
            var count = shape.Aggregate(1L, (product, extent) => product * extent);
            var leaf = parameters.detach().narrow(0, offset, count).view(shape).detach().requires_grad_();
            Assert.True(leaf.is_leaf);
            TorchDialect.ShareGradient(leaf, gradients.narrow(0, offset, count).view(shape));
            return leaf;
        }
    }

    [Fact]
    public void MixedPrecision_OfMasterValues_GivesGradientsInFp32()
    {
        var master = Matrix(2, 2, 1, 2, 3, 4).requires_grad_();
        var x = Matrix(1, 2, 1, -1).to(bfloat16);
        var loss = nn.functional.linear(x, master.to(bfloat16)).to(float32).sum();
        loss.backward();
        Assert.Equal(float32, master.grad!.dtype);
        AssertValues(master.grad!, 1, -1, 1, -1);
    }

    [Fact]
    public void Gelu_LayerNormAndSoftmax_AgreeWithFiniteDifferences()
    {
        using var generator = new Generator(11);
        var x = randn(3, 5, float64, generator: generator).requires_grad_();
        var factor = randn(3, 5, float64, generator: generator);
        Loss().backward();
        var gradient = x.grad!.data<double>().ToArray();

        const double step = 1e-6;
        var values = TorchDialect.Elements<double>(x);
        for (var i = 0; i < gradient.Length; i++)
        {
            var value = values[i];
            values[i] = value + step;
            var above = Loss().ToDouble();
            values[i] = value - step;
            var below = Loss().ToDouble();
            values[i] = value;
            Assert.Equal((above - below) / (2 * step), gradient[i], 1e-7);
        }

        Tensor Loss() =>
            (nn.functional.layer_norm(nn.functional.gelu(x), [5]).softmax(-1) * factor).sum();
    }
}
