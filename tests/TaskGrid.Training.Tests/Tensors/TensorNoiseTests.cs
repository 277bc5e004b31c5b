using System.Runtime.Intrinsics;
using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Tensors;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Tensors;

public sealed class TensorNoiseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue - 64)]
    public void BitsAndUniform_AnyKeyAndIndex_AreThoseOfTheKernel(int offset)
    {
        using var scope = NewDisposeScope();
        using var noise = new TensorNoise(CPU);
        for (var step = 1; step < 20; step++)
        {
            var key = GateNoise.Key(seed: 7, step);
            var bits = noise.Bits(key, offset, 64);
            var uniform = TorchDialect.Elements<float>(noise.Uniform(bits));
            var numbers = TorchDialect.Elements<long>(bits);
            for (var i = 0; i < 64; i++)
            {
                var expected = GateNoise.Bits(key, Vector512.Create((uint)(offset + i)));
                Assert.Equal(expected[0], (uint)numbers[i]);
                Assert.Equal(GateNoise.Uniform(expected)[0], uniform[i]);
            }
        }
    }

    [Fact]
    public void Dither_ManyIndices_IsCentredAndBothHalvesAreIndependent()
    {
        using var scope = NewDisposeScope();
        using var noise = new TensorNoise(CPU);
        var (low, high) = noise.Dither(noise.Bits(GateNoise.Key(3, 1), 0, 1 << 18));
        foreach (var half in new[] { low, high })
        {
            Assert.InRange(half.min().item<float>(), -0.5f, -0.4999f);
            Assert.InRange(half.max().item<float>(), 0.4999f, 0.5f);
            Assert.Equal(0, half.mean().item<float>(), 2e-3);
            Assert.Equal(1 / 12.0, half.var().item<float>(), 1e-3);
        }

        Assert.Equal(0, low.mul(high).mean().item<float>(), 1e-3);
    }
}
