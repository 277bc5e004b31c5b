using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

public sealed class JobsOfOneTaskTests
{
    private const int Endless = 1000;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Submit_WhileTheTaskTrainsHere_TrainsWhereASlotIsFree()
    {
        await using var silos = await TestSilos.StartAsync(2);
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var first = await grid.Jobs.SubmitAsync(GridData.Job("one", file.Id, Endless));
        await Eventually.BecomesAsync(() => grid.Jobs.GetAsync(first.Id), job => job.Status == JobStatus.Running);
        var second = await grid.Jobs.SubmitAsync(GridData.Job("one", file.Id));
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, second.Id)).Status);
        Assert.Equal(JobStatus.Running, (await grid.Jobs.GetAsync(first.Id)).Status);
        await grid.Jobs.CancelAsync(first.Id);
        Assert.Equal(JobStatus.Cancelled, (await GridData.EndAsync(grid, first.Id)).Status);
    }

    // Reports show none of the jobs yet.
    [Fact]
    public async Task Submit_OfAsManyJobsAsSlotsAtOnce_TrainsThemAll()
    {
        await using var silos = await TestSilos.StartAsync(
            3, change: (_, options) => options with { ReportEvery = TimeSpan.FromSeconds(3) });
        foreach (var silo in new[] { 0, 1, 2 })
            await Eventually.BecomesAsync(() => Task.FromResult(silos.Of<ClusterView>(silo).Silos.Count), count => count == 3);
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var jobs = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => grid.Jobs.SubmitAsync(GridData.Job("many", file.Id, Endless))));
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(silo => JobsOf(silos.Of<SiloNode>(silo))));
        foreach (var job in jobs) await grid.Jobs.CancelAsync(job.Id);

        static int JobsOf(SiloNode node) => node.Grid.Training!.Running + node.Grid.Training.Waiting;
    }

    [Fact]
    public async Task Submit_WhileItsBaseIsLoaded_IsAccepted()
    {
        var release = new TaskCompletionSource();
        var isAsked = new TaskCompletionSource();
        await using var silos = await TestSilos.StartAsync(1, add: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.InterfaceMethod?.DeclaringType == typeof(IBaseModelGrain))
            {
                isAsked.TrySetResult();
                await release.Task;
            }

            await context.Invoke();
        }));
        try
        {
            var grid = silos.Client.ForTenant("t");
            var file = await GridData.UploadAsync(grid, GridData.Rows(8));
            var job = await grid.Jobs.SubmitAsync(GridData.Job("early", file.Id)).WaitAsync(Soon);
            await isAsked.Task.WaitAsync(Soon);
            await grid.Tasks.RegisterAsync(new TaskSpec { Name = "early" }).WaitAsync(Soon);
            Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, job.Id)).Status);
        }
        finally
        {
            release.TrySetResult();
        }
    }
}
