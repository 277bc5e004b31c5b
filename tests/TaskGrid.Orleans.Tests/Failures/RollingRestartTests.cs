using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Failures;

public sealed class RollingRestartTests
{
    private const int Callers = 4;

    [Fact]
    public async Task Job_WhoseSiloStops_StoresACheckpointAndEndsElsewhere()
    {
        await using var silos = await TestSilos.StartAsync(2);
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("moved", file.Id, epochs: 4));
        await foreach (var each in grid.Jobs.WatchAsync(job.Id))
        {
            if (each.Progress is { Step: > 5 }) break;
        }

        var owner = silos.Cluster.Silos.Single(
            silo => silo.ServiceProvider.GetRequiredService<SiloNode>().Grid.Training!.Find(job.Id) is not null);
        await silos.Cluster.StopSiloAsync(owner);
        Assert.NotNull((await grid.Jobs.GetAsync(job.Id)).Checkpoint);
        var ended = await GridData.EndAsync(grid, job.Id);
        Assert.True(ended.Status == JobStatus.Succeeded, ended.Failure?.Message);
        var messages = (await grid.Jobs.ListEventsAsync(job.Id)).Items.Select(each => each.Message);
        Assert.Contains(messages, message => message.StartsWith("Goes on from step ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_WhileThreeSilosRestartInTurn_AllSucceed()
    {
        await using var silos = await TestSilos.StartAsync(3);
        var grid = silos.Client.ForTenant("t");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        var expected = await ScoreAsync();
        using var stop = new CancellationTokenSource();
        var answered = 0;
        var load = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                // Silos choose the mode that is cheaper for them; modes differ in the last digits.
                Assert.Equal(expected, await ScoreAsync(), 1e-5);
                Interlocked.Increment(ref answered);
            }
        })).ToArray();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        foreach (var silo in silos.Cluster.Silos.ToArray())
        {
            var before = Volatile.Read(ref answered);
            await silos.Cluster.StopSiloAsync(silo);
            await silos.Cluster.StartAdditionalSiloAsync();
            // A caller that ends has failed, and says so here.
            while (Volatile.Read(ref answered) < before + (10 * Callers))
                await await Task.WhenAny([Task.Delay(20, timeout.Token), .. load]);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        // Nodes are told apart only by asking.
        while ((await grid.ListNodesAsync(timeout.Token)).Count != 3) await Task.Delay(50, timeout.Token);

        async Task<double> ScoreAsync() => (await grid.PredictAsync(
            new PredictRequest { Model = "reviews", Inputs = [new("a good film")] })).Predictions[0].Scores[0].Score;
    }
}
