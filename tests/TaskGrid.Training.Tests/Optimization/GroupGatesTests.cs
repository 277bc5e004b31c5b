using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Tests.Optimization;

public sealed class GroupGatesTests
{
    private const float Alpha = 0.3f;
    private const double Lambda = 1e-3, OpenEntries = 40, Scale = 0.5, Rate = 0.1;

    /// <summary>At this Σ g·w·z of the loss both parts of ∂/∂α_g, of λ Σ σ(α_i)·σ(α_g) and of the loss, cancel out.</summary>
    [Theory]
    [InlineData(0.99, -1)]
    [InlineData(1.01, 1)]
    public void Step_LossAgainstThePenaltyOfTheProduct_MovesToTheStrongerSide(double share, int direction)
    {
        var (key, slope) = KeyWithASlope();
        var sigma = 1 / (1 + Math.Exp(-(double)Alpha));
        var balance = -Lambda * OpenEntries * sigma * (1 - sigma) / (Scale * slope);
        var groups = new GroupGates(1, Alpha, key);
        var before = groups.Open(0);

        groups.Step([share * balance], [OpenEntries], Scale, Lambda, Rate, 1, key + 1);

        Assert.Equal(direction, Math.Sign(groups.Open(0) - before));
    }

    [Fact]
    public void Step_GroupWithoutOpenEntries_StaysWhereItIs()
    {
        var groups = new GroupGates(2, Alpha, 1);
        var before = groups.Open(0);

        groups.Step([0, 0], [0, OpenEntries], Scale, Lambda, Rate, 1, 2);

        Assert.Equal(before, groups.Open(0));
        Assert.True(groups.Open(1) < before);
    }

    // A key whose noise leaves the gate between 0 and 1, and ∂z_g/∂α_g there.
    private static (uint Key, double Slope) KeyWithASlope()
    {
        for (var key = 1u; ; key++)
        {
            double u = GateNoise.Uniform(key, uint.MaxValue);
            var s = 1 / (1 + Math.Exp(-(Math.Log(u) - Math.Log(1 - u) + Alpha)));
            if (s is > 0.55 and < 0.8) return (key, 3 * s * (1 - s));
        }
    }
}
