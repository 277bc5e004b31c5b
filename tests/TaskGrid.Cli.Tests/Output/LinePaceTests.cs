using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Output;

public sealed class LinePaceTests
{
    [Fact]
    public void IsDue_FrequentReports_LetsOneThroughEveryThreeSeconds()
    {
        var time = new ManualTime();
        var pace = new LinePace(time);
        var due = 0;
        for (var i = 0; i < 120; i++)
        {
            time.Advance(TimeSpan.FromSeconds(0.25));
            if (pace.IsDue(always: false)) due++;
        }

        Assert.Equal(10, due);
        Assert.Equal(TimeSpan.FromSeconds(30), pace.Elapsed);
    }

    [Fact]
    public void IsDue_LineThatMatters_PassesAtOnceAndCounts()
    {
        var time = new ManualTime();
        var pace = new LinePace(time);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(pace.IsDue(always: true));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(pace.IsDue(always: false));
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
