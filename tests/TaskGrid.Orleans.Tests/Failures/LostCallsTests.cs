using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Failures;

public sealed class LostCallsTests
{
    private const int Calls = 20;

    // Orleans lets a prediction that is lost wait for 30 s, an evaluation for an hour.
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Calls_OfAClientWhoseGatewayIsKilled_AreMadeAgainAtOnce()
    {
        var held = new HeldCalls();
        await using var silos = await TestSilos.StartAsync(2, add: silo => silo.AddIncomingGrainCallFilter(held));
        try
        {
            var grid = silos.Client.ForTenant("t");
            var lost = silos.Cluster.Silos[1];
            held.Hold(lost.SiloAddress);
            var calls = new List<Task>();
            for (var i = 0; i < Calls; i++)
            {
                calls.Add(AssertAnsweredAsync(grid.PredictAsync(new() { Model = "absent", Inputs = [new("a good film")] })));
                calls.Add(AssertAnsweredAsync(grid.EvaluateAsync(new() { Model = "absent", File = "file-absent" })));
            }

            foreach (var method in (string[])[nameof(IRouterGrain.PredictAsync), nameof(IRouterGrain.EvaluateAsync)])
                await Eventually.BecomesAsync(() => Task.FromResult(held.Count(method)), count => count > 0);
            var kill = silos.Cluster.KillSiloAsync(lost);
            await Task.WhenAll(calls).WaitAsync(SoonAfter);
            held.Release();
            await kill;
        }
        finally
        {
            // Else the silo would wait for its calls.
            held.Release();
        }
    }

    [Fact]
    public async Task Calls_OnTheirWayToASiloThatAnotherFindsGone_AreAnsweredElsewhere()
    {
        var (asked, gone) = (0, false);
        var release = new TaskCompletionSource();
        await using var silos = await TestSilos.StartAsync(3, add: silo => silo.AddIncomingGrainCallFilter(new PredictCalls(grain =>
        {
            if (grain != typeof(INodeGrain)) return Task.CompletedTask;
            return Interlocked.Increment(ref asked) == 1 ? release.Task
                : Volatile.Read(ref gone) ? throw new SiloUnavailableException("The test wants it.")
                : Task.CompletedTask;
        })));
        try
        {
            var view = silos.Of<ClusterView>(0);
            await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 3);
            var router = silos.Of<IGrainFactory>(0).GetGrain<IRouterGrain>(0);
            var lost = Task.CompletedTask;
            for (var task = 0; asked == 0; task++)
            {
                var call = AssertAnsweredAsync(router.PredictAsync("t", new() { Model = $"absent-{task}", Inputs = [new("a good film")] }));
                if (await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(1))) != call) lost = call;
            }

            Assert.False(lost.IsCompleted);
            Volatile.Write(ref gone, true);
            for (var task = 0; task < Calls; task++)
            {
                await Record.ExceptionAsync(
                    () => router.PredictAsync("t", new() { Model = $"absent-{task}", Inputs = [new("a good film")] }));
            }

            Volatile.Write(ref gone, false);
            await lost.WaitAsync(SoonAfter);
        }
        finally
        {
            // Else the silo would wait for its calls.
            release.TrySetResult();
        }
    }

    [Fact]
    public async Task Call_ThatIsNotAnsweredSoonAfterALoss_IsGivenUpAndMadeAgain()
    {
        var time = new HurriedTime();
        var losses = new CallLosses(time);
        var calls = new GrainCall(time, losses);
        var (attempts, given) = (0, CancellationToken.None);
        var call = calls.RepeatAsync(
            token =>
            {
                attempts++;
                given = token;
                return attempts == 2 ? Task.FromResult("answered") : new TaskCompletionSource<string>().Task;
            },
            CancellationToken.None);
        var first = given;
        losses.Tell();
        Assert.Equal("answered", await call);
        Assert.True(first.IsCancellationRequested); // so that the silo ends it, if it still is there
        Assert.False(given.IsCancellationRequested);
    }

    private static async Task AssertAnsweredAsync(Task call) =>
        Assert.Contains("absent", (await Assert.ThrowsAsync<TaskGridException>(() => call)).Message, StringComparison.Ordinal);
}
