namespace TaskGrid.Diffs.Tests.Application;

public sealed class BaseOverlayTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Create([("a", [1000])]);

    [Fact]
    public void ApplyAndRestore_ManyTimes_LeavesTheBaseBitForBit()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new RandomDiffs(seed);
            var parameters = random.Values(1000, 100);
            parameters[3] = -0f;
            var pristine = parameters.ToArray();
            var indices = random.Mask(Layout);
            var values = random.Values(indices.Length, 1e-3);
            var overlay = new BaseOverlay(new SparseDiff(Layout, indices, values));
            for (var round = 0; round < 3; round++)
            {
                overlay.Apply(parameters);
                Assert.True(overlay.IsApplied);
                var expected = pristine.ToArray();
                for (var j = 0; j < indices.Length; j++) expected[indices[j]] += values[j];
                DiffAssert.SameBits(expected, parameters);
                overlay.Restore(parameters);
                Assert.False(overlay.IsApplied);
                DiffAssert.SameBits(pristine, parameters);
            }
        }
    }

    [Fact]
    public void Restore_AfterRoundedSums_DoesNotComputeBack()
    {
        var parameters = new float[1000];
        parameters[5] = 1e-8f;
        var overlay = new BaseOverlay(new SparseDiff(Layout, [5], [1f]));
        overlay.Apply(parameters);
        Assert.Equal(1f, parameters[5]);
        overlay.Restore(parameters);
        Assert.Equal(1e-8f, parameters[5]);
    }

    [Fact]
    public void Apply_SumThatOverflows_IsRefusedAndChangesNothing()
    {
        var parameters = new float[1000];
        parameters[7] = float.MaxValue;
        var overlay = new BaseOverlay(new SparseDiff(Layout, [5, 7], [1f, float.MaxValue]));
        var exception = Assert.Throws<TaskGridException>(() => overlay.Apply(parameters));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
        Assert.Equal(0f, parameters[5]);
        Assert.False(overlay.IsApplied);
    }

    [Fact]
    public void Apply_WrongNumberOfParameters_IsRefused()
    {
        var overlay = new BaseOverlay(new SparseDiff(Layout, [5], [1f]));
        var exception = Assert.Throws<TaskGridException>(() => overlay.Apply(new float[999]));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, exception.Code);
        overlay.Apply(new float[1000]);
        Assert.Throws<TaskGridException>(() => overlay.Restore(new float[1001]));
    }

    [Fact]
    public void ApplyTwiceOrRestoreFirst_Throws()
    {
        var overlay = new BaseOverlay(new SparseDiff(Layout, [], []));
        Assert.Throws<InvalidOperationException>(() => overlay.Restore(new float[1000]));
        overlay.Apply(new float[1000]);
        Assert.Throws<InvalidOperationException>(() => overlay.Apply(new float[1000]));
    }
}
