using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class MathTests : TensorTest
{
    private readonly Tensor _x;

    public MathTests() => _x = Vector(1, -4, 9);

    [Fact]
    public void Arithmetic_OfTensorsAndNumbers_FollowsTheOperators()
    {
        var y = Vector(2, 2, 3);
        AssertValues(_x + y, 3, -2, 12);
        AssertValues(_x - y, -1, -6, 6);
        AssertValues(_x * y, 2, -8, 27);
        AssertValues(_x / y, 0.5f, -2, 3);
        AssertValues(_x + 1, 2, -3, 10);
        AssertValues(1 - _x, 0, 5, -8);
        AssertValues(_x * 0.5f, 0.5f, -2, 4.5f);
        AssertValues(2.0 / y, 1, 1, 2f / 3);
        AssertValues(-_x, -1, 4, -9);
        AssertValues(_x.add(y, 10), 21, 16, 39);
        AssertValues(y.pow(2), 4, 4, 9);
        AssertValues(y.pow(y), 4, 4, 27);
    }

    [Fact]
    public void ArithmeticInPlace_OfATensor_ChangesAndReturnsIt()
    {
        var y = Vector(1, 2);
        Assert.Same(y, y.add_(Vector(1, 1)).mul_(3).sub_(1).div_(Vector(5, 2)));
        AssertValues(y, 1, 4);
        y.add_(Vector(1, 1), 0.5).addcmul_(Vector(2, 2), Vector(3, 4), 10).addcdiv_(Vector(1, 1), Vector(2, 4), 4);
        AssertValues(y, 1.5f + 60 + 2, 4.5f + 80 + 1);
        AssertValues(y.zero_().fill_(2).sub_(Vector(1, 0)).mul_(Vector(3, 4)).div_(2).add_(1), 2.5f, 5);
    }

    [Fact]
    public void Functions_OfOneValue_MatchTheirFormulas()
    {
        AssertValues(_x.abs(), 1, 4, 9);
        AssertValues(_x.abs().sqrt(), 1, 2, 3);
        AssertValues(Vector(4).rsqrt(), 0.5f);
        AssertValues(Vector(0, 1).exp(), 1, MathF.E);
        AssertValues(Vector(MathF.E).log(), 1);
        AssertValues(Vector(0, 2).sigmoid(), 0.5f, 1 / (1 + MathF.Exp(-2)));
        AssertValues(Vector(0.5f).tanh(), MathF.Tanh(0.5f));
        AssertValues(Vector(1).erf(), 0.8427008f);
        AssertValues(_x.relu(), 1, 0, 9);
        AssertValues(_x.clamp(-1, 5), 1, -1, 5);
        AssertValues(_x.clamp(max: 0), 0, -4, 0);
        AssertValues(_x.maximum(Vector(0, 0, 10)), 1, 0, 10);
        AssertValues(_x.minimum(Vector(0, 0, 10)), 0, -4, 9);
        AssertValues(_x.square(), 1, 16, 81);
    }

    [Fact]
    public void Comparisons_GiveTruthValues()
    {
        Assert.Equal([true, false, true], _x.gt(0).data<bool>().ToArray());
        Assert.Equal([false, true, false], _x.le(-4).data<bool>().ToArray());
        Assert.Equal([true, false, false], _x.eq(Vector(1, 0, 0)).data<bool>().ToArray());
        Assert.Equal([false, true, true], _x.ne(1).data<bool>().ToArray());
        Assert.False(Vector(1, float.NaN).isfinite().all().ToBoolean());
        Assert.True(Vector(1, float.NaN).isnan().any().ToBoolean());
        Assert.True(_x.allclose(_x + 1e-9));
        Assert.False(_x.allclose(_x + 1e-2));
    }

    [Fact]
    public void Reductions_OverAllAndSomeDimensions_AddUp()
    {
        var m = Matrix(2, 3, 1, 2, 3, 4, 5, 9);
        Assert.Equal(24, m.sum().ToSingle());
        AssertValues(m.sum(dim: 0), 5, 7, 12);
        AssertValues(m.sum([0, 1], keepdim: true), 24);
        Assert.Equal([2, 1], m.sum(1, keepdim: true).shape);
        Assert.Equal(float64, m.sum(float64).dtype);
        Assert.Equal(4, m.mean().ToSingle());
        AssertValues(m.mean([1]), 2, 6);
        Assert.Equal(9, m.max().ToSingle());
        Assert.Equal(1, m.min().ToSingle());
        Assert.Equal(5, m.argmax().ToInt64());
        Assert.Equal([2L, 2], m.argmax(1).data<long>().ToArray());
        Assert.Equal(MathF.Sqrt(136), m.norm().ToSingle(), 1e-5f);
        AssertValues(m.norm(1, p: 1), 6, 18);
        AssertValues(m.cumsum(1), 1, 3, 6, 4, 9, 18);
        Assert.Equal(2.5f, Vector(1, 2, 3, 4).var(unbiased: false).ToSingle() * 2);
    }

    [Fact]
    public void Extremes_AlongADimension_ComeWithTheirIndices()
    {
        var (values, indexes) = Matrix(2, 3, 1, 7, 3, 4, 5, 2).max(1);
        AssertValues(values, 7, 5);
        Assert.Equal([1L, 1], indexes.data<long>().ToArray());
        (values, indexes) = Vector(3, 1, 4, 1, 5).topk(2);
        AssertValues(values, 5, 4);
        Assert.Equal([4L, 2], indexes.data<long>().ToArray());
        AssertValues(Matrix(2, 2, 1, 2, 4, 3).min(1).values, 1, 3);
    }

    [Fact]
    public void Softmax_OfLogits_SumsToOne()
    {
        var logits = Vector(0, MathF.Log(3));
        AssertValues(logits.softmax(0), 0.25f, 0.75f);
        AssertValues(logits.log_softmax(0), MathF.Log(0.25f), MathF.Log(0.75f));
        Assert.Equal(float64, logits.softmax(0, float64).dtype);
    }

    [Fact]
    public void Products_OfMatrices_MatchHandResults()
    {
        var a = Matrix(2, 2, 1, 2, 3, 4);
        var b = Matrix(2, 2, 0, 1, 1, 0);
        AssertValues(a.matmul(b), 2, 1, 4, 3);
        AssertValues(mm(a, b), 2, 1, 4, 3);
        AssertValues(bmm(a.unsqueeze(0), b.unsqueeze(0)), 2, 1, 4, 3);
        AssertValues(ones(2).addmm(a, b, beta: 10, alpha: 2), 14, 12, 18, 16);
        AssertValues(ones(1, 2, 2).baddbmm(a.unsqueeze(0), b.unsqueeze(0), 1, 0.5f), 2, 1.5f, 3, 2.5f);
    }

    [Fact]
    public void Products_InBf16_AreCloseAndStayInBf16()
    {
        var a = Matrix(2, 2, 1.5f, 2.25f, 3, 4).to(bfloat16);
        var product = a.matmul(a);
        Assert.Equal(bfloat16, product.dtype);
        AssertNear(0.05f, product, 9, 12.375f, 16.5f, 22.75f);
    }
}
