using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Tests.Optimization;

public sealed unsafe class GateKernelTests
{
    private static readonly GateStep Numbers = new()
    {
        Key = GateNoise.Key(3, 1),
        NextKey = GateNoise.Key(3, 2),
        WeightRate = 0.01f,
        AlphaRate = 0.1f,
        Lambda = 1e-3f,
        Scale = 0.5f,
        Unbias = AdamSettings.Correction(1),
    };

    // Lengths on both sides of whole blocks, and a range that does not begin at 0.
    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 64)]
    [InlineData(11, 1000)]
    public void Update_FirstStep_FollowsTheFormulas(int offset, int count)
    {
        var random = new Random(count);
        var state = new GateState(offset + count, 0.2f);
        float[] gradient = Random(random, count), pretrained = Random(random, count), effective = new float[count];
        Random(random, count).CopyTo(state.W, offset);
        var before = (float[])state.W.Clone();
        var gate = new GroupGate(0.75f, 0.5f, 0.6f);
        double open;
        fixed (float* g = gradient, p = pretrained, e = effective)
            open = GateKernel.Update(state, Numbers, gate, g, p, e, offset, count);

        var expectedOpen = 0.0;
        for (var i = 0; i < count; i++)
        {
            var (z, slope) = Gate(Numbers.Key, offset + i, 0.2);
            var gradientW = gradient[i] * 0.5 * 0.75 * z;
            var gradientAlpha = (gradient[i] * 0.5 * 0.75 * before[offset + i] * slope) + (1e-3 * 0.6 * Sigma(0.2) * (1 - Sigma(0.2)));
            // Adam's first step moves by the rate along the sign of the gradient, where that is far above ε.
            var w = before[offset + i] - (0.01 * gradientW / (Math.Abs(gradientW) + 1e-8));
            var alpha = 0.2 - (0.1 * gradientAlpha / (Math.Abs(gradientAlpha) + 1e-15));
            Assert.Equal(w, state.W[offset + i], 1e-4);
            Assert.Equal(alpha, state.Alpha[offset + i], 1e-3);
            var (next, _) = Gate(Numbers.NextKey, offset + i, state.Alpha[offset + i]);
            Assert.Equal(pretrained[i] + (next * 0.5 * state.W[offset + i]), effective[i], 1e-4);
            expectedOpen += Sigma(state.Alpha[offset + i]);
        }

        Assert.Equal(expectedOpen, open, 1e-3 * count);
    }

    [Fact]
    public void Update_NoLossGradient_ClosesEveryGateAtTheRateOfAlpha()
    {
        const int Count = 100;
        var state = new GateState(Count, 5);
        var (zero, effective) = (new float[Count], new float[Count]);
        for (var step = 1; step <= 100; step++)
        {
            var numbers = Numbers with { Unbias = AdamSettings.Correction(step), Lambda = 1e-7f };
            fixed (float* g = zero, p = zero, e = effective)
                GateKernel.Update(state, numbers, GroupGate.None, g, p, e, 0, Count);
        }

        Assert.All(state.Alpha, alpha => Assert.InRange(alpha, -6f, -3f));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 64)]
    [InlineData(11, 1000)]
    public void ApplySampled_NextKey_IsBitForBitWhatTheUpdateLeft(int offset, int count)
    {
        var random = new Random(count);
        var state = new GateState(offset + count, 0.2f);
        float[] gradient = Random(random, count), pretrained = Random(random, count);
        float[] updated = new float[count], applied = new float[count];
        Random(random, count).CopyTo(state.W, offset);
        fixed (float* g = gradient, p = pretrained, u = updated, a = applied)
        {
            GateKernel.Update(state, Numbers, new GroupGate(0.75f, 0.5f, 0.6f), g, p, u, offset, count);
            GateKernel.ApplySampled(state, 0.5f, Numbers.NextKey, p, a, offset, count);
        }

        Assert.Equal(updated, applied);
    }

    [Fact]
    public void GroupSum_AnyRange_IsTheSumOverSampledGates()
    {
        var random = new Random(5);
        var state = new GateState(50, 0.2f);
        Random(random, 50).CopyTo(state.W, 0);
        var gradient = Random(random, 37);
        double sum;
        fixed (float* g = gradient) sum = GateKernel.GroupSum(state, g, 6, 37, Numbers.Key);
        var expected = gradient.Select((g, i) => g * state.W[6 + i] * Gate(Numbers.Key, 6 + i, 0.2).Z).Sum();
        Assert.Equal(expected, sum, 1e-5);
    }

    private static (double Z, double Slope) Gate(uint key, int index, double alpha)
    {
        var u = GateNoise.Uniform(key, (uint)index);
        var s = Sigma(Math.Log(u) - Math.Log(1 - u) + alpha);
        var stretched = (s * 3) - 1.5;
        return (Math.Clamp(stretched, 0, 1), stretched is >= 0 and <= 1 ? 3 * s * (1 - s) : 0);
    }

    private static double Sigma(double x) => 1 / (1 + Math.Exp(-x));

    private static float[] Random(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
}
