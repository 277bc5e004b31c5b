namespace TaskGrid.Torch.Tests;

public sealed class ComputeProfileTests
{
    [Fact]
    public void ThreadsFor_WhereMoreThreadsAreSlower_IsFewer() =>
        Assert.Equal(1, Profile(("fp32", 1, 167), ("fp32", 2, 108)).ThreadsFor("fp32"));

    [Fact]
    public void ThreadsFor_WhereMoreThreadsGainLittle_IsFewer() =>
        Assert.Equal(1, Profile(("fp32", 1, 100), ("fp32", 2, 109)).ThreadsFor("fp32"));

    [Fact]
    public void ThreadsFor_WhereMoreThreadsGainMuch_IsMore() =>
        Assert.Equal(4, Profile(("fp32", 4, 350), ("fp32", 2, 190), ("fp32", 1, 100)).ThreadsFor("fp32"));

    [Fact]
    public void Precision_WhereBf16IsMuchFaster_IsBf16WithItsOwnThreads()
    {
        var profile = Profile(("fp32", 1, 167), ("fp32", 2, 108), ("bf16", 1, 198), ("bf16", 2, 380));
        Assert.Equal("bf16", profile.Precision);
        Assert.Equal((2, 2, 1), (profile.ThreadsFor("auto"), profile.ThreadsFor("bf16"), profile.ThreadsFor("fp32")));
    }

    [Fact]
    public void Precision_WhereBf16IsHardlyFaster_IsFp32()
    {
        var profile = Profile(("fp32", 1, 100), ("bf16", 2, 124));
        Assert.Equal("fp32", profile.Precision);
        Assert.Equal(1, profile.ThreadsFor("auto"));
    }

    [Fact]
    public void ThreadsFor_Bf16ThatWasNotMeasured_IsThatOfFp32() =>
        Assert.Equal(2, Profile(("fp32", 2, 100)).ThreadsFor("bf16"));

    [Theory]
    [InlineData(1, 1, new[] { 1 })]
    [InlineData(2, 4, new[] { 1, 2, 4 })]
    [InlineData(32, 64, new[] { 1, 16, 32, 64 })]
    public void ThreadCounts_OfAProcessor_CoverCoresAndThreads(int cores, int threads, int[] expected)
    {
        var processor = new Processor { Model = "", PhysicalCores = cores, LogicalThreads = threads };
        Assert.Equal(expected, ComputeProbe.ThreadCounts(processor));
    }

    private static ComputeProfile Profile(params (string Precision, int Threads, double Speed)[] measurements) => new()
    {
        Machine = "test",
        Measurements = [.. measurements.Select(m => new ComputeMeasurement(m.Precision, m.Threads, m.Speed))],
    };
}
