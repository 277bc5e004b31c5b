namespace TaskGrid.Node.Tests.Jobs;

public sealed class TrainingBudgetTests
{
    [Fact]
    public void Take_MoreThanTheBudget_IsRefusedWithTheFigures()
    {
        var budget = new TrainingBudget(2_000_000_000);
        var refused = Assert.Throws<TaskGridException>(() => budget.Take(3_500_000_000));
        Assert.Equal(ErrorCodes.InsufficientMemory, refused.Code);
        Assert.Contains("3.50 GB", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2.00 GB", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, budget.Bytes);
    }

    [Fact]
    public async Task Take_MoreThanIsLeft_WaitsUntilAnotherShrinksOrEnds()
    {
        var budget = new TrainingBudget(100);
        var first = budget.Take(70);
        var second = Task.Run(() => budget.Take(60));
        Assert.Equal(70, budget.Bytes);
        first.Shrink(50);
        Assert.Equal(50, budget.Bytes);
        Assert.False(second.IsCompleted);
        first.Shrink(80); // no way back
        first.Shrink(40);
        using (await second.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Equal(100, budget.Bytes);
        first.Dispose();
        first.Dispose();
        Assert.Equal(0, budget.Bytes);
    }

    [Fact]
    public async Task Take_LessThanIsLeftBehindALargerOne_WaitsForItsTurn()
    {
        var budget = new TrainingBudget(100);
        var first = budget.Take(70);
        var large = Task.Run(() => budget.Take(100));
        while (budget.Waiting < 1) await Task.Delay(1);
        var small = Task.Run(() => budget.Take(10));
        while (budget.Waiting < 2) await Task.Delay(1);
        Assert.Equal(70, budget.Bytes);
        first.Dispose();
        using (await large.WaitAsync(TimeSpan.FromSeconds(30))) Assert.False(small.IsCompleted);
        using (await small.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Equal(10, budget.Bytes);
    }

    [Fact]
    public async Task Take_BehindOneThatGivesUp_GetsItsPart()
    {
        var budget = new TrainingBudget(100);
        using var first = budget.Take(70);
        using var cancelled = new CancellationTokenSource();
        var large = Task.Run(() => budget.Take(100, cancelled.Token));
        while (budget.Waiting < 1) await Task.Delay(1);
        var small = Task.Run(() => budget.Take(10));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        using (await small.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Equal(80, budget.Bytes);
    }

    [Fact]
    public async Task Take_CancelledWhileItWaits_EndsAndTakesNothing()
    {
        var budget = new TrainingBudget(100);
        using var first = budget.Take(70);
        using var cancelled = new CancellationTokenSource();
        var second = Task.Run(() => budget.Take(60, default, cancelled.Token));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(70, budget.Bytes);
    }
}
