using System.Collections.Concurrent;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>Many cold versions at once, from a store that is slow.</summary>
public sealed partial class ResidencyTests
{
    private static readonly int MostLoads = Math.Max(VersionLoader.FewestLoads, Environment.ProcessorCount);

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _reads = new();

    [Fact]
    public async Task Flood_OfOneTenant_IsRefusedInPartAndAnotherTenantIsAnswered()
    {
        var flood = await AddColdAsync(4 * MostLoads);
        await ImportForAsync("other", "a", 1000);
        await RestartGatedAsync(maxQueueTime: TimeSpan.Zero); // about as many wait as are loaded at once
        await SeeAsync("t", flood);
        await SeeAsync("other", "a");

        var answers = flood.Select(task => PredictAsync(task)).ToArray();
        await EventuallyAsync(() => answers.Any(answer => answer.IsFaulted));
        var other = PredictForAsync("other", "a");
        _gate.SetResult();
        await other;
        var refused = new List<TaskGridException>();
        foreach (var answer in answers)
        {
            try
            {
                await answer;
            }
            catch (TaskGridException exception)
            {
                refused.Add(exception);
            }
        }

        Assert.InRange(refused.Count, 1, flood.Length - MostLoads);
        Assert.All(refused, each => Assert.Equal(ErrorCodes.ServerBusy, each.Code));
        Assert.All(refused, each => Assert.True(each.RetryAfter >= TimeSpan.FromSeconds(1)));
        await PredictAsync(flood[^1]);
    }

    [Fact]
    public async Task Load_ForWhichNobodyWaitsAnyMore_IsNotDone()
    {
        var blocking = await AddColdAsync(MostLoads);
        var (cancelled, later) = (await AddAsync("cancelled", 1000), await AddAsync("later", 1001));
        await RestartGatedAsync();
        await SeeAsync("t", [.. blocking, "cancelled", "later"]);
        var answers = Task.WhenAll(blocking.Select(PredictAsync));
        await EventuallyAsync(() => _reads.Count == MostLoads);

        using var giving = new CancellationTokenSource();
        var waiting = Grid.PredictAsync(new PredictRequest { Model = "cancelled", Inputs = [new("a good film")] }, giving.Token);
        var last = PredictAsync("later");
        await giving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _gate.SetResult();
        await answers;
        await last;
        Assert.Contains(ContentStore.KeyOf(later.Sha256), _reads);
        Assert.DoesNotContain(ContentStore.KeyOf(cancelled.Sha256), _reads);

        await PredictAsync("cancelled");
        Assert.Contains(ContentStore.KeyOf(cancelled.Sha256), _reads);
    }

    [Fact]
    public async Task Load_ThatWasGivenUp_IsDoneForTheNextWhoAsks()
    {
        var blocking = await AddColdAsync(MostLoads);
        await AddAsync("a", 1000);
        await RestartGatedAsync();
        await SeeAsync("t", [.. blocking, "a"]);
        var answers = Task.WhenAll(blocking.Select(PredictAsync));
        await EventuallyAsync(() => _reads.Count == MostLoads);
        using (var giving = new CancellationTokenSource())
        {
            var waiting = Grid.PredictAsync(new PredictRequest { Model = "a", Inputs = [new("a good film")] }, giving.Token);
            await giving.CancelAsync();
            var next = PredictAsync("a");
            _gate.SetResult();
            await next;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await answers;
    }

    [Fact]
    public async Task Store_ThatIsSlow_KeepsNoVersionFromComingFromTheDisk()
    {
        await AddAsync("local", 1000);
        await PredictAsync("local");
        var blocking = await AddColdAsync(MostLoads + 1);
        await RestartGatedAsync(maxDiskBytes: 1 << 30);
        var answers = Task.WhenAll(blocking.Select(PredictAsync));
        await EventuallyAsync(() => _reads.Count == MostLoads);
        await PredictAsync("local").WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(answers.IsCompleted);
        _gate.SetResult();
        await answers;
    }

    // As if each were a diff of all weights of a large base.
    [Fact]
    public async Task Loads_ThatTakeMoreThanTheirBudget_GoOneAfterTheOther()
    {
        var tasks = await AddColdAsync(4);
        foreach (var task in tasks)
        {
            await ChangeAsync(task, state => state with
            {
                Versions = [.. state.Versions.Select(version => version with { Info = version.Info with { Nonzeros = int.MaxValue } })],
            });
        }

        var (running, most) = (0, 0);
        await RestartAsync(maxDiskBytes: 0, store: inner => new HookedStore(inner, read: async key =>
        {
            if (!key.StartsWith("content/", StringComparison.Ordinal)) return;
            lock (_reads) most = Math.Max(most, ++running);
            await Task.Delay(50); // as others would come, if they did not wait
            lock (_reads) running--;
        }));
        await Task.WhenAll(tasks.Select(PredictAsync));
        Assert.Equal(1, most);
    }

    private Task RestartGatedAsync(long maxDiskBytes = 0, TimeSpan? maxQueueTime = null) => RestartAsync(
        maxDiskBytes: maxDiskBytes, store: inner => new HookedStore(inner, read: ReadAsync), maxQueueTime: maxQueueTime);

    private async Task ReadAsync(string key)
    {
        if (!key.StartsWith("content/", StringComparison.Ordinal)) return;
        _reads.Enqueue(key);
        await _gate.Task;
    }

    private async Task<string[]> AddColdAsync(int count)
    {
        var tasks = Enumerable.Range(0, count).Select(n => $"cold{n}").ToArray();
        for (var n = 0; n < count; n++) await AddAsync(tasks[n], n);
        return tasks;
    }

    private async Task SeeAsync(string tenant, params string[] tasks)
    {
        foreach (var task in tasks) await _grid.Views.ReadAgainAsync(tenant, task, default);
    }

    private async Task ImportForAsync(string tenant, string task, int seed)
    {
        using var file = MadeDiffs.File(MadeDiffs.Create(_grid.Bases.Load(SampleBases.Name), seed));
        await _grid.ForTenant(tenant).Tasks.ImportVersionAsync(task, file);
    }

    private Task<PredictResult> PredictForAsync(string tenant, string task) =>
        _grid.ForTenant(tenant).PredictAsync(new PredictRequest { Model = task, Inputs = [new("a good film")] });
}
