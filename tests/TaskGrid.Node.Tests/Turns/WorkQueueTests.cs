namespace TaskGrid.Node.Tests.Turns;

public sealed class WorkQueueTests
{
    private readonly WorkQueue _queue = new(most: 1, "things wait");
    private readonly List<string> _order = [];

    [Fact]
    public async Task Tenants_ThatWait_TakeTurns()
    {
        var (first, end) = Block();
        Task[] loads = [.. "aaab".Select((tenant, n) => Run($"{tenant}", $"{tenant}{n}")), Run("c", "c4")];
        Assert.Equal(5, _queue.Waiting);
        end.SetResult();
        await Task.WhenAll([first, .. loads]);
        Assert.Equal(["a0", "b3", "c4", "a1", "a2"], _order);
        Assert.Equal(0, _queue.Waiting);
        await Run("a", "a5");
    }

    // One waits at a time where no time is given; a tenant that waits for nothing may always come.
    [Fact]
    public async Task Work_ThatWouldWaitTooLong_IsRefusedBeyondItsTenantsShare()
    {
        var (first, end) = Block();
        var loads = new List<Task> { Run("a", "a0", TimeSpan.Zero) };
        var refused = await Assert.ThrowsAsync<TaskGridException>(() => Run("a", "a1", TimeSpan.Zero));
        Assert.Equal(ErrorCodes.ServerBusy, refused.Code);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.RetryAfter);
        loads.Add(Run("b", "b0", TimeSpan.Zero));
        await Assert.ThrowsAsync<TaskGridException>(() => Run("b", "b1", TimeSpan.Zero));
        loads.Add(Run("a", "a2", TimeSpan.FromMinutes(1)));
        end.SetResult();
        await Task.WhenAll([first, .. loads]);
        Assert.Equal(["a0", "b0", "a2"], _order);
    }

    [Fact]
    public async Task Work_ThatIsGivenUp_LeavesTheQueueAtOnce()
    {
        var (first, end) = Block();
        using var giving = new CancellationTokenSource();
        var given = Run("a", "a0", TimeSpan.Zero, giving.Token);
        await giving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal(0, _queue.Waiting);
        var next = Run("a", "a1", TimeSpan.Zero);
        end.SetResult();
        await Task.WhenAll(first, next);
        Assert.Equal(["a1"], _order);
    }

    [Fact]
    public async Task Work_ThatFails_LetsTheNextOneIn()
    {
        var (first, end) = Block();
        var next = Run("a", "a0");
        end.SetException(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await next;
        Assert.Equal(["a0"], _order);
    }

    private (Task Work, TaskCompletionSource End) Block()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (RunAsync(), end);

        Task<bool> RunAsync() => _queue.RunAsync("z", TimeSpan.FromMinutes(1), WaitAsync, default);

        async Task<bool> WaitAsync()
        {
            await end.Task;
            return true;
        }
    }

    private Task<bool> Run(string tenant, string name, TimeSpan? maxWait = null, CancellationToken cancellationToken = default) =>
        _queue.RunAsync(
            tenant,
            maxWait ?? TimeSpan.FromMinutes(1),
            () =>
            {
                _order.Add(name);
                return Task.FromResult(true);
            },
            cancellationToken);
}
