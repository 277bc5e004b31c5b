using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Runs;

[Collection(Fixtures.SampleBaseGroup.Name)]
public sealed class HeadDropoutTests
{
    [Fact]
    public void Apply_ManyElements_DropsATenthAndKeepsTheMean()
    {
        var masked = Mask(HeadDropout.Key(3, 1, 1));
        Assert.Equal(0.1, masked.Count(value => value == 0) / (double)masked.Length, 0.01);
        Assert.Equal(1, masked.Average(), 0.01);
    }

    [Fact]
    public void Key_OtherSeedPhaseOrStep_IsAnotherMask()
    {
        var keys = new[]
        {
            HeadDropout.Key(3, 1, 1), HeadDropout.Key(3, 1, 2), HeadDropout.Key(3, 2, 1), HeadDropout.Key(4, 1, 1),
            HeadDropout.Key(3, 0, 1), GateNoise.Key(3, 1),
        };
        Assert.Distinct(keys);
        Assert.Equal(Mask(keys[0]), Mask(HeadDropout.Key(3, 1, 1)));
        Assert.NotEqual(Mask(keys[0]), Mask(keys[1]));
    }

    private static float[] Mask(uint key)
    {
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<float>(HeadDropout.Apply(ones([64, 512]), key)).ToArray();
    }
}
