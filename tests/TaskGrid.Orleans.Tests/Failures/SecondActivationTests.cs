using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Node;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Failures;

/// <summary>Two activations of one task's grain, on two silos.</summary>
public sealed class SecondActivationTests
{
    private const string Key = "t/twice";

    [Fact]
    public async Task Writes_OfTwoActivationsAtOnce_AreAllThereAndInTurn()
    {
        await using var silos = await TestSilos.StartAsync(2);
        var grid = silos.Client.ForTenant("t");
        await GridData.TrainAsync(grid, "twice", GridData.Rows(24));
        var (first, second, _) = await TwoActivationsAsync(silos);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            (number % 2 == 0 ? first : second).SetAliasAsync($"alias-{number}", [new AliasTarget(1)], $"alias {number}")));
        var aliases = (await grid.Tasks.GetAsync("twice")).Aliases.Select(alias => alias.Name);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(number => $"alias-{number}").Append("live").Order(StringComparer.Ordinal), aliases);
    }

    [Fact]
    public async Task Job_TakenOverByTheSecondActivation_IsRefusedToTheFirstAndPublishedOnce()
    {
        await using var silos = await TestSilos.StartAsync(2);
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(200));
        var job = await grid.Jobs.SubmitAsync(
            GridData.Job("twice", file.Id, epochs: 5) with { CheckpointEverySteps = 20 });
        var documents = new GridDocuments(silos.Store);
        var before = await UntilAsync(state => state.Checkpoint is not null);
        var (first, second, node) = await TwoActivationsAsync(silos);
        Assert.NotNull(node.Grid.Training!.Find(job.Id));

        // As if the second silo took the first one for dead, while it goes on training.
        await documents.Jobs.UpdateAsync(
            GridKeys.Job("t", job.Id),
            state => state! with { Owner = new JobOwner("nobody", 1) },
            CancellationToken.None);
        await second.TakeUpJobAsync(job.Id, SampleBases.Name);
        var after = await UntilAsync(state => state.Epoch > before.Epoch);
        Assert.NotEqual(before.Owner, after.Owner);
        // A host tells nobody that it has given a job up.
        await Eventually.BecomesAsync(() => Task.FromResult(node.Grid.Training.Find(job.Id)), found => found is null);
        Assert.Contains((await second.GetJobAsync(job.Id)).Status, new[] { JobStatus.Validating, JobStatus.Running });

        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, job.Id)).Status);
        Assert.Single((await first.GetAsync()).Versions);
        Assert.Equal(after.Epoch, (await UntilAsync(state => state.HasEnded)).Epoch);
        var messages = (await grid.Jobs.ListEventsAsync(job.Id)).Items;
        Assert.Single(messages, each => each.Message == "Published as version v1.");

        // Documents are looked at as another process would, which nobody tells of changes.
        async Task<JobState> UntilAsync(Func<JobState, bool> condition) => (await Eventually.BecomesAsync(
            () => documents.Jobs.FindAsync(GridKeys.Job("t", job.Id), CancellationToken.None),
            state => state is not null && condition(state)))!;
    }

    private static async Task<(ITaskGrain First, ITaskGrain Second, SiloNode FirstNode)> TwoActivationsAsync(TestSilos silos)
    {
        var (first, second, silo) = await SecondActivation.ForceAsync(
            Key,
            [.. silos.Cluster.Silos.Select(each => each.ServiceProvider)],
            async () => (await silos.Cluster.StartAdditionalSiloAsync()).ServiceProvider);
        return (first, second, silo.GetRequiredService<SiloNode>());
    }
}
