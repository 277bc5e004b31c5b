using System.Runtime.Intrinsics;
using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Tests.Optimization;

public sealed class HardConcreteTests
{
    [Theory]
    [InlineData(-3f)]
    [InlineData(0f)]
    [InlineData(2f)]
    public void Sample_ManyGates_AreOpenAndFullyOpenAsOftenAsTheFormulasSay(float alpha)
    {
        var (open, full, count) = (0, 0, 0);
        var key = GateNoise.Key(1, 1);
        for (uint i = 0; i < 200_000; i += (uint)Vector512<float>.Count)
        {
            var u = GateNoise.Uniform(GateNoise.Bits(key, Vector512<uint>.Indices + Vector512.Create(i)));
            var z = HardConcrete.Sample(VectorExp.Of(Vector512.Create(alpha)), u, out _, out _);
            for (var lane = 0; lane < Vector512<float>.Count; lane++, count++)
            {
                if (z[lane] > 0) open++;
                if (z[lane] >= 1) full++;
            }
        }

        Assert.Equal(1 / (1 + Math.Exp(-alpha)), (double)open / count, 0.005);
        Assert.Equal(1 / (1 + Math.Exp(-alpha + Math.Log(5))), (double)full / count, 0.005);
    }

    [Fact]
    public void Sample_Slope_IsTheDerivative()
    {
        var u = Vector512.Create(0.4f);
        var z = HardConcrete.Sample(VectorExp.Of(Vector512.Create(0.3f)), u, out var slope, out _);
        var above = HardConcrete.Sample(VectorExp.Of(Vector512.Create(0.301f)), u, out _, out _);
        Assert.Equal((above[0] - z[0]) / 0.001f, slope[0], 0.01f);
    }

    [Theory]
    [InlineData(-1f, 0f)]
    [InlineData(0f, 0f)]
    [InlineData(5f, 1f)]
    public void Deterministic_KnownAlphas_AreShutAtZeroAndOpenAtFive(float alpha, float gate) =>
        Assert.Equal(gate, HardConcrete.Deterministic(alpha), 1e-6f);

    [Fact]
    public void Bits_OtherStepOrSeed_AreOtherBits()
    {
        var bits = GateNoise.Bits(GateNoise.Key(1, 1), Vector512<uint>.Indices);
        Assert.NotEqual(bits, GateNoise.Bits(GateNoise.Key(1, 2), Vector512<uint>.Indices));
        Assert.NotEqual(bits, GateNoise.Bits(GateNoise.Key(2, 1), Vector512<uint>.Indices));
        Assert.Equal(GateNoise.Uniform(bits)[3], GateNoise.Uniform(GateNoise.Key(1, 1), 3), 1e-7);
    }
}
