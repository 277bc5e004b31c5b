using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TaskGrid.Torch.Tests;

public sealed class FunctionalTests : TensorTest
{
    [Fact]
    public void Linear_WithAndWithoutBias_MultipliesByTheTranspose()
    {
        var x = Matrix(1, 2, 1, 2);
        var weight = Matrix(3, 2, 1, 0, 0, 1, 1, 1);
        AssertValues(linear(x, weight), 1, 2, 3);
        AssertValues(linear(x, weight, Vector(10, 20, 30)), 11, 22, 33);
    }

    [Fact]
    public void LayerNorm_OfARow_HasMeanZeroAndDeviationOne()
    {
        var x = Matrix(1, 4, 1, 2, 3, 4);
        var scale = 1 / MathF.Sqrt(1.25f);
        AssertNear(1e-5f, layer_norm(x, [4], eps: 0), -1.5f * scale, -0.5f * scale, 0.5f * scale, 1.5f * scale);
        AssertNear(
            1e-5f, layer_norm(x, [4], full([4], 2.0), ones(4), 0),
            1 - (3 * scale), 1 - scale, 1 + scale, 1 + (3 * scale));
    }

    [Fact]
    public void Gelu_OfOne_IsItsProbability()
    {
        AssertValues(gelu(Vector(0, 1, -1)), 0, 0.8413447f, -0.1586553f);
        AssertValues(relu(Vector(-1, 2)), 0, 2);
    }

    [Fact]
    public void CrossEntropy_OfLogits_IsTheNegativeLogProbability()
    {
        var logits = Matrix(2, 2, 0, MathF.Log(3), 0, 0);
        var target = tensor([1L, 0]);
        AssertValues(cross_entropy(logits, target, reduction: nn.Reduction.None), -MathF.Log(0.75f), MathF.Log(2));
        AssertValues(cross_entropy(logits, target), (MathF.Log(2) - MathF.Log(0.75f)) / 2);
        AssertValues(cross_entropy(logits, tensor([-100L, 0])), MathF.Log(2));
        AssertValues(
            cross_entropy(logits, target, label_smoothing: 0.2, reduction: nn.Reduction.Sum),
            (-0.9f * MathF.Log(0.75f)) - (0.1f * MathF.Log(0.25f)) + MathF.Log(2));
        AssertValues(
            cross_entropy(logits, target, weight: Vector(3, 1), reduction: nn.Reduction.Sum),
            (3 * MathF.Log(2)) - MathF.Log(0.75f));
    }

    [Fact]
    public void OtherLosses_OfSmallInputs_MatchTheirFormulas()
    {
        AssertValues(mse_loss(Vector(1, 2), Vector(3, 2)), 2);
        AssertValues(mse_loss(Vector(1, 2), Vector(3, 2), nn.Reduction.Sum), 4);
        AssertValues(binary_cross_entropy_with_logits(Vector(0), Vector(1)), MathF.Log(2));
    }

    [Fact]
    public void Dropout_InEvaluation_ChangesNothing() =>
        AssertValues(dropout(Vector(1, 2), 0.9, training: false), 1, 2);

    [Fact]
    public void OneHot_OfClasses_MarksThem() =>
        Assert.Equal([0L, 0, 1, 1, 0, 0], one_hot(tensor([2L, 0]), 3).data<long>().ToArray());
}
