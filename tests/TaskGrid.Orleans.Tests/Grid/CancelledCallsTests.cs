using TaskGrid.Cluster;
using TaskGrid.Node;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

public sealed class CancelledCallsTests
{
    // A front and a worker, so that there are two hops.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_ThatAreGivenUp_AreGivenUpOnTheNode(bool isOutside)
    {
        HeldStore? store = null;
        await using var silos = await TestSilos.StartAsync(2, change: (silo, options) => silo == 1
            ? options with { Roles = SiloRoles.Gateway }
            : options with { Store = store = new HeldStore(options.Store) });
        var worker = silos.Of<SiloNodeOptions>(0).Roles == SiloRoles.Gateway ? 1 : 0;
        var view = silos.Of<ClusterView>(1 - worker);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
        var grid = (isOutside ? silos.Client : silos.Of<OrleansGrid>(1 - worker)).ForTenant("t");
        var evaluations = silos.Of<SiloNode>(worker).Grid.Evaluations;
        try
        {
            var job = await GridData.TrainAsync(grid, "reviews", GridData.Rows(8));
            store!.Hold("/absent.json");
            // Not by chance: the client has two gateways.
            for (var i = 0; i < 8; i++)
                await AssertGivenUpAsync(token => grid.PredictAsync(new() { Model = "absent", Inputs = [new("a good film")] }, token));

            var file = await grid.Files.GetAsync(job.Spec.Train.TrainFile);
            store.Hold(file.Sha256);
            await AssertGivenUpAsync(token => grid.EvaluateAsync(new() { Model = "reviews", File = file.Id }, token));
            await Eventually.BecomesAsync(() => Task.FromResult(evaluations.CurrentCount), free => free == EmbeddedGrid.MaxEvaluations);
        }
        finally
        {
            // Else the silo would wait for its calls.
            store!.Release();
        }

        async Task AssertGivenUpAsync(Func<CancellationToken, Task> ask)
        {
            using var given = new CancellationTokenSource();
            var call = ask(given.Token);
            await Eventually.BecomesAsync(() => Task.FromResult(store!.Held), held => held == 1);
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await Eventually.BecomesAsync(() => Task.FromResult(store!.Held), held => held == 0);
        }
    }
}
