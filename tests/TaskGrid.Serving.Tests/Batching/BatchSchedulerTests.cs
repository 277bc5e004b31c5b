using System.Diagnostics;
using TaskGrid.Models;
using TaskGrid.Serving.Batching;
using TaskGrid.Serving.Tests.Fixtures;

namespace TaskGrid.Serving.Tests.Batching;

/// <summary>The scheduler over a computation that the tests hold back and look at.</summary>
public sealed class BatchSchedulerTests : IDisposable
{
    private const int Tokens = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ServedBase _served = new("bert");
    private readonly TaskServer _server;
    private readonly ResidentTask[] _tasks;
    private readonly HeldComputation _computation = new();
    private BatchScheduler? _scheduler;

    public BatchSchedulerTests()
    {
        _server = new TaskServer(_served.Model, new ServingOptions { Threads = 1 });
        _tasks = [.. Enumerable.Range(0, 4).Select(_ => _server.Load(_served.AnyTask()))];
    }

    public void Dispose()
    {
        _computation.LetAll();
        _scheduler?.Dispose();
        _computation.Dispose();
        _server.Dispose();
        _served.Dispose();
    }

    [Fact]
    public async Task Requests_ThatWait_AreOneBatchUpToItsTokens()
    {
        Start(mostTokens: 5 * Tokens);
        var first = AskAsync("a", 0);
        await _computation.BeganAsync(); // it computes; the others wait
        Task[] others = [.. Enumerable.Range(0, 7).Select(n => AskAsync($"t{n}", n % 4))];
        _computation.LetAll();
        await Task.WhenAll([first, .. others]).WaitAsync(Limit);
        Assert.Equal([1, 5, 2], _computation.Batches.Select(batch => batch.Count));
        Assert.Equal((3, 8, 8 * Tokens), (_scheduler!.Status.Batches, _scheduler.Status.Texts, _scheduler.Status.Tokens));
    }

    [Fact]
    public async Task Answer_OfManyTexts_KeepsTheirOrder()
    {
        Start(mostTokens: 25);
        EncodedInput[] inputs = [.. Enumerable.Range(1, 20).Select(length => new EncodedInput(new int[length], length))];
        _computation.LetAll();
        var logits = await _scheduler!.ScoreAsync("a", _tasks[0], inputs, default).WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(1, 20).Select(length => (float)length), logits.Select(row => row[0]));
    }

    [Fact]
    public async Task Text_LongerThanABatch_IsOneAlone()
    {
        Start(mostTokens: 5);
        _computation.LetAll();
        await AskAsync("a", 0, texts: 3).WaitAsync(Limit);
        Assert.Equal([1, 1, 1], _computation.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task NoisyTenant_DoesNotDelayTheOthers()
    {
        Start(mostTokens: 6 * Tokens);
        var noise = Enumerable.Range(0, 50).Select(n => AskAsync("noisy", n % 3)).ToList();
        await _computation.BeganAsync();
        var quiet = AskAsync("quiet", 3, texts: 3);
        _computation.LetAll();
        await Task.WhenAll([quiet, .. noise]).WaitAsync(Limit);
        // Half of the next batch is the quiet tenant's, however many wait before it.
        Assert.Equal(3, _computation.Batches[1].Count(row => row.Task == _tasks[3]));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1024)]
    [InlineData(10_000)] // a hundred times what may wait
    public async Task NoisyTask_DoesNotDelayTheOthersOfItsTenant(int texts)
    {
        Start(mostTokens: 6 * Tokens);
        var noise = AskAsync("a", 0, texts);
        await _computation.BeganAsync();
        var quiet = AskAsync("a", 1, texts: 3);
        _computation.LetAll();
        await Task.WhenAll(noise, quiet).WaitAsync(Limit);
        Assert.Equal(3, _computation.Batches[1].Count(row => row.Task == _tasks[1]));
    }

    [Fact]
    public async Task Cancelled_LeavesTheQueueAtOnce()
    {
        Start(mostTokens: 100 * Tokens);
        var first = AskAsync("a", 0);
        await _computation.BeganAsync();
        using var cancel = new CancellationTokenSource();
        var (cancelled, kept) = (AskAsync("a", 1, 5, cancel.Token), AskAsync("a", 1, 2));
        Assert.Equal(7, _scheduler!.Status.WaitingTexts);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled).WaitAsync(Limit);
        Assert.Equal((2, 1), (_scheduler.Status.WaitingTexts, _scheduler.Status.Cancelled));
        _computation.LetAll();
        await Task.WhenAll(first, kept).WaitAsync(Limit);
        Assert.Equal([1, 2], _computation.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task Cancelled_WhileItIsComputed_HarmsNobody()
    {
        Start(mostTokens: 3 * Tokens);
        using var cancel = new CancellationTokenSource();
        var cancelled = AskAsync("a", 0, 9, cancel.Token);
        await _computation.BeganAsync();
        var kept = AskAsync("b", 1, 2);
        await cancel.CancelAsync();
        _computation.LetAll();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled).WaitAsync(Limit);
        await kept.WaitAsync(Limit);
        Assert.Equal([3, 2], _computation.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task Cancelled_AtAnyMoment_IsAnsweredOrCancelledAndLeavesNothing()
    {
        Start(mostTokens: 3 * Tokens);
        _computation.LetAll();
        for (var n = 0; n < 2000; n++)
        {
            using var cancel = new CancellationTokenSource();
            var cancelling = Task.Run(cancel.Cancel);
            try
            {
                await AskAsync("a", 0, 2, cancel.Token).WaitAsync(Limit);
            }
            catch (OperationCanceledException)
            {
                // It was cancelled in time.
            }

            await cancelling;
        }

        await AskAsync("a", 0).WaitAsync(Limit);
        Assert.Equal(0, _scheduler!.Status.WaitingTexts);
    }

    [Fact]
    public async Task TooMuchWork_IsRefusedWithATime_OfWhoeverWaitsForHisShare()
    {
        // A token is expected to take 10 ms: 200 tokens may wait.
        Start(mostTokens: Tokens, new BatchingOptions { MaxQueueTime = TimeSpan.FromSeconds(2) });
        var waiting = new List<Task> { AskAsync("noisy", 0) };
        await _computation.BeganAsync();
        waiting.AddRange(Enumerable.Range(0, 20).Select(_ => AskAsync("noisy", 0)));
        var refused = await Assert.ThrowsAsync<TaskGridException>(() => AskAsync("noisy", 0));
        Assert.Equal((ErrorCodes.ServerBusy, TimeSpan.FromSeconds(2)), (refused.Code, refused.RetryAfter));
        waiting.Add(AskAsync("noisy", 1, texts: 10)); // another task of it: half may be its own
        await Assert.ThrowsAsync<TaskGridException>(() => AskAsync("noisy", 1));
        waiting.Add(AskAsync("quiet", 0, texts: 9)); // another tenant likewise
        waiting.Add(AskAsync("quiet", 0, texts: 5));
        await Assert.ThrowsAsync<TaskGridException>(() => AskAsync("quiet", 0));
        Assert.Equal((44, 3), (_scheduler!.Status.WaitingTexts, _scheduler.Status.Refused));
        _computation.LetAll();
        await Task.WhenAll(waiting).WaitAsync(Limit);
        await AskAsync("noisy", 0).WaitAsync(Limit);
    }

    [Fact]
    public async Task NewTenants_AreNeverRefused_HoweverMuchOthersWaitFor()
    {
        Start(mostTokens: Tokens, new BatchingOptions { MaxQueueTime = TimeSpan.FromSeconds(2) });
        var waiting = new List<Task> { AskAsync("noisy", 0, texts: 1024) };
        await _computation.BeganAsync();
        waiting.AddRange(Enumerable.Range(1, 3).Select(task => AskAsync("noisy", task, texts: 4)));
        waiting.AddRange(Enumerable.Range(0, 10).Select(tenant => AskAsync($"t{tenant}", tenant % 4)));
        waiting.Add(AskAsync("large", 0, texts: 1024));
        waiting.Add(AskAsync("last", 0));
        _computation.LetAll();
        await Task.WhenAll(waiting).WaitAsync(Limit);
        Assert.Equal(0, _scheduler!.Status.Refused);
    }

    [Fact]
    public async Task ManyTasksOfOneTenant_AreRefusedBeyondItsShare()
    {
        Start(mostTokens: Tokens, new BatchingOptions { MaxQueueTime = TimeSpan.FromSeconds(1) });
        var waiting = new List<Task> { AskAsync("a", 0) };
        await _computation.BeganAsync();
        waiting.AddRange(Enumerable.Range(0, 3).Select(task => AskAsync("a", task, texts: 4)));
        await Assert.ThrowsAsync<TaskGridException>(() => AskAsync("a", 3, texts: 4));
        waiting.Add(AskAsync("a", 3, texts: 2)); // a quarter of what its tenant may have wait
        _computation.LetAll();
        await Task.WhenAll(waiting).WaitAsync(Limit);
    }

    [Fact]
    public async Task Failure_OfOneRequest_LeavesTheOthersOfItsBatch()
    {
        Start(mostTokens: 100 * Tokens);
        var first = AskAsync("a", 0);
        await _computation.BeganAsync();
        _computation.Poison = _tasks[1];
        var (bad, good) = (AskAsync("a", 1, 2), AskAsync("b", 2, 2));
        _computation.LetAll();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad).WaitAsync(Limit);
        await Task.WhenAll(first, good).WaitAsync(Limit);
    }

    [Fact]
    public async Task LoneCaller_NeverWaitsForMore()
    {
        Start(mostTokens: 100 * Tokens, new BatchingOptions { MaxWait = TimeSpan.FromMinutes(10) });
        _computation.LetAll();
        foreach (var texts in (int[])[1, 3, 2, 1]) await AskAsync("a", 0, texts).WaitAsync(Limit);
        Assert.Equal([1, 3, 2, 1], _computation.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task ClientsThatWereAnswered_AreWaitedForBesideThoseThatCameMeanwhile()
    {
        Start(mostTokens: 100 * Tokens, new BatchingOptions { MaxWait = TimeSpan.FromMinutes(10) });
        var again = AskAsync("a", 0);
        await _computation.BeganAsync();
        Task[] meanwhile = [.. Enumerable.Range(0, 4).Select(n => AskAsync($"t{n}", n))];
        _computation.LetAll();
        await again;
        await Task.Delay(50); // so that the others would be a batch, if nobody waited
        await Task.WhenAll([AskAsync("a", 0), .. meanwhile]).WaitAsync(Limit);
        Assert.Equal([1, 5], _computation.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task ClientsThatDoNotComeBack_AreWaitedForOnce()
    {
        const int Batches = 9;
        var wait = TimeSpan.FromSeconds(1);
        var asked = new List<Task>();
        _scheduler = new BatchScheduler(
            rows =>
            {
                // While a batch is computed another client comes, and none comes twice.
                if (asked.Count < Batches) asked.Add(AskAsync("a", 0));
                return [.. rows.Select(_ => new float[1])];
            },
            new BatchingOptions { MaxWait = wait },
            100 * Tokens,
            0.01,
            "test");
        var start = Stopwatch.GetTimestamp();
        await AskAsync("a", 0).WaitAsync(Limit);
        for (var batch = 0; batch < Batches; batch++) await asked[batch].WaitAsync(Limit);
        Assert.InRange(Stopwatch.GetElapsedTime(start), wait / 2, Batches * wait / 2);
    }

    // As many come in any time, answered or not.
    [Fact]
    public async Task ClientsWhoComeAllTheTime_AreNotTakenForThoseWhoWereAnswered()
    {
        const int Clients = 80;
        var (pass, between) = (TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(30));
        _scheduler = new BatchScheduler(
            rows =>
            {
                Thread.Sleep(pass);
                return [.. rows.Select(_ => new float[1])];
            },
            new BatchingOptions { MaxWait = 2 * pass },
            100 * Tokens,
            0.01,
            "test");
        var asked = new List<Task>();
        for (var client = 0; client < Clients; client++)
        {
            asked.Add(AskAsync($"t{client}", client % 4));
            await Task.Delay(between);
        }

        await Task.WhenAll(asked).WaitAsync(Limit);
        // Two come during a pass: if a batch waited for two more each time, it would have four.
        var size = (double)_scheduler.Status.Texts / _scheduler.Status.Batches;
        Assert.InRange(size, 1, 3.1);
    }

    [Fact]
    public async Task Dispose_AnswersWhatWaits_AndRefusesTheRest()
    {
        Start(mostTokens: Tokens);
        Task[] waiting = [.. Enumerable.Range(0, 5).Select(n => AskAsync("a", n % 4))];
        var end = Task.Run(_scheduler!.Dispose);
        _computation.LetAll();
        await Task.WhenAll([end, .. waiting]).WaitAsync(Limit);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AskAsync("a", 0));
    }

    private void Start(int mostTokens, BatchingOptions? options = null) => _scheduler = new BatchScheduler(
        _computation.Score, options ?? new BatchingOptions { MaxWait = TimeSpan.Zero }, mostTokens, 0.01, "test");

    private Task<float[][]> AskAsync(
        string tenant, int task, int texts = 1, CancellationToken cancellationToken = default) =>
        _scheduler!.ScoreAsync(
            tenant,
            _tasks[task],
            [.. Enumerable.Repeat(new EncodedInput(new int[Tokens], Tokens), texts)],
            cancellationToken);
}
