using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

/// <summary>The compliance suite from a client outside the cluster.</summary>
public sealed class ClientGridTests(TwoSilos silos) : TaskGridTests, IClassFixture<TwoSilos>
{
    protected override ITaskGrid Grid(string tenant) => silos.Silos.Client.ForTenant(tenant);

    [Fact]
    public async Task Nodes_OfTheCluster_AreAllThereWithTheirBases()
    {
        var grid = Grid("n1");
        Assert.Equal(2, (await grid.ListNodesAsync()).Select(node => node.Name).Distinct().Count());
        Assert.Equal([SampleBases.Name], (await grid.Bases.ListAsync()).Select(each => each.Name));
    }

    [Fact]
    public async Task ImportVersion_OfADiffOfAnotherTask_AnswersAlike()
    {
        var grid = Grid("n2");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        await using (var diff = await grid.Tasks.OpenDiffAsync("reviews", 1))
            Assert.Equal(1, (await grid.Tasks.ImportVersionAsync("copy", diff)).Number);
        Assert.Equal(await ScoreAsync("reviews"), await ScoreAsync("copy"));
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => grid.Tasks.OpenDiffAsync("copy", 2));
        await AssertCodeAsync(
            ErrorCodes.DiffInvalid, () => grid.Tasks.ImportVersionAsync("copy", new MemoryStream([1, 2, 3])));

        async Task<double> ScoreAsync(string task) => (await grid.PredictAsync(
            new PredictRequest { Model = task, Inputs = [new("a good film")] })).Predictions[0].Scores[0].Score;
    }
}
