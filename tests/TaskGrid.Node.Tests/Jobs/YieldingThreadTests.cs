namespace TaskGrid.Node.Tests.Jobs;

public sealed class YieldingThreadTests
{
    private const int NicenessAt = 19; // field of proc_pid_stat(5); the first two end with the name's bracket

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ComputesOnAThreadThatYieldsAndDoesTheRestOnTheCallers(bool yields)
    {
        var before = Niceness();
        using var thread = new YieldingThread(yields);
        var (caller, outside) = (Environment.CurrentManagedThreadId, 0);
        var (inner, started, outer) = thread.Run(() =>
        {
            var outer = -1;
            thread.Outside(() => (outside, outer) = (Environment.CurrentManagedThreadId, Niceness()));
            var started = -1;
            var child = new Thread(() => started = Niceness());
            child.Start();
            child.Join();
            return (Niceness(), started, outer);
        });
        Assert.Equal(caller, outside);
        var niceness = yields ? 19 : before;
        Assert.Equal((niceness, niceness, before), (inner, started, outer));
        Assert.Equal(before, Niceness());
    }

    [Fact]
    public void Run_OfWorkThatFails_ThrowsWhatItThrew()
    {
        using var first = new YieldingThread(true);
        Assert.Throws<TimeoutException>(() => first.Run<int>(() => throw new TimeoutException()));
        using var second = new YieldingThread(true);
        var caught = second.Run(() => Record.Exception(() => second.Outside(() => throw new TimeoutException())));
        Assert.IsType<TimeoutException>(caught);
    }

    private static int Niceness()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[NicenessAt - 3]);
    }
}
