using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Failures;

public sealed class LostGatewayTests
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
    public async Task Call_ThatIsNotAnsweredSoonAfterAGatewayIsLost_IsMadeAgain_OnceForEachLoss()
    {
        var time = new HurriedTime();
        var losses = new GatewayLosses(time);
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
        losses.OnCountChanged(null, new(3, 2));
        await Task.Delay(TimeSpan.FromMinutes(1), time);
        Assert.Equal(1, attempts);
        var first = given;
        losses.OnCountChanged(null, new(2, 3));
        Assert.Equal("answered", await call);
        Assert.True(first.IsCancellationRequested); // so that the silo ends it, if it still is there
        Assert.False(given.IsCancellationRequested);
    }

    private static async Task AssertAnsweredAsync(Task call) =>
        Assert.Contains("absent", (await Assert.ThrowsAsync<TaskGridException>(() => call)).Message, StringComparison.Ordinal);
}
