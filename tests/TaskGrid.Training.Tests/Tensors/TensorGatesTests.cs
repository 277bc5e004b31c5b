using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Tensors;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Tensors;

public sealed class TensorGatesTests
{
    [Fact]
    public void Move_SecondMoment_IsRoundedWithoutBias()
    {
        using var scope = NewDisposeScope();
        const int count = 1 << 16;
        using var noise = new TensorNoise(CPU);
        var (first, second) = (zeros([count], ScalarType.BFloat16), full([count], 1.0, ScalarType.BFloat16));
        var dither = noise.Dither(noise.Bits(GateNoise.Key(1, 1), 0, count)).Low;

        // β₂'s step towards 0 is an eighth of what bf16 can hold: rounded to the nearest, nothing would ever change.
        TensorGates.Move(zeros([count]), first, second, dither, AdamSettings.Correction(1));
        Assert.Equal(AdamSettings.Beta2, second.to(ScalarType.Float32).mean().item<float>(), 2e-4);
        var distinct = TorchDialect.Elements<float>(second.to(ScalarType.Float32)).ToArray().Distinct().Order().ToArray();
        Assert.Equal([1 - (1f / 256), 1], distinct);
    }

    [Fact]
    public void Move_Zero_StaysZero()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (zeros([4], ScalarType.BFloat16), zeros([4], ScalarType.BFloat16));
        var move = TensorGates.Move(zeros([4]), first, second, full([4], 0.49), AdamSettings.Correction(1));
        foreach (var values in new[] { move, first.to(ScalarType.Float32), second.to(ScalarType.Float32) })
            Assert.Equal([0f, 0f, 0f, 0f], TorchDialect.Elements<float>(values).ToArray());
    }

    [Fact]
    public void Deterministic_AnyAlpha_IsThatOfTheFormula()
    {
        float[] alpha = [-15, -2, -0.5f, 0, 0.5f, 2, 15];
        using var scope = NewDisposeScope();
        var gates = TorchDialect.Elements<float>(TensorGates.Deterministic(tensor(alpha)));
        for (var i = 0; i < alpha.Length; i++) Assert.Equal(HardConcrete.Deterministic(alpha[i]), gates[i], 1e-6);
    }
}
