namespace TaskGrid.Node.Tests.Turns;

public sealed class ByteTurnsTests
{
    private readonly ByteTurns _turns = new(100);
    private readonly Dictionary<string, TaskCompletionSource<bool>> _running = [];

    [Fact]
    public async Task Work_BeyondTheBytes_WaitsInTheOrderInWhichItCame()
    {
        var first = Run("first", 60);
        var large = Run("large", 80);
        var small = Run("small", 10); // there is room, but the large one came first
        Assert.Equal(["first"], _running.Keys);
        await EndAsync("first", first);
        await BeganAsync("large");
        await BeganAsync("small");
        await EndAsync("large", large);
        await EndAsync("small", small);
    }

    [Fact]
    public async Task Work_LargerThanAll_GoesAlone()
    {
        var small = Run("small", 1);
        var huge = Run("huge", long.MaxValue);
        var next = Run("next", 1);
        Assert.Equal(["small"], _running.Keys);
        await EndAsync("small", small);
        await BeganAsync("huge");
        Assert.DoesNotContain("next", _running.Keys);
        await EndAsync("huge", huge);
        await BeganAsync("next");
        await EndAsync("next", next);
    }

    [Fact]
    public async Task Work_ThatIsCancelled_LeavesTheLine()
    {
        using var cancel = new CancellationTokenSource();
        var first = Run("first", 60);
        var cancelled = Run("cancelled", 100, cancel.Token);
        var next = Run("next", 40);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await BeganAsync("next");
        Assert.DoesNotContain("cancelled", _running.Keys);
        await EndAsync("first", first);
        await EndAsync("next", next);
        await EndAsync("all", Run("all", 100));
    }

    [Fact]
    public async Task Work_ThatFails_GivesItsBytesBack()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _turns.RunAsync<bool>(100, () => throw new InvalidOperationException(), default));
        await EndAsync("next", Run("next", 100));
    }

    private Task<bool> Run(string name, long bytes, CancellationToken cancellationToken = default) => _turns.RunAsync(
        bytes,
        () =>
        {
            var running = new TaskCompletionSource<bool>();
            lock (_running) _running.Add(name, running);
            return running.Task;
        },
        cancellationToken);

    private async Task BeganAsync(string name)
    {
        for (var i = 0; i < 1500; i++)
        {
            lock (_running)
            {
                if (_running.ContainsKey(name)) return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"'{name}' has not begun.");
    }

    private async Task EndAsync(string name, Task<bool> work)
    {
        await BeganAsync(name);
        _running[name].SetResult(true);
        await work.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
