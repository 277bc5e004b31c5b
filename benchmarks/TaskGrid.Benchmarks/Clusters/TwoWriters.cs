#if TASKGRID_FULL
using TaskGrid.Benchmarks.Output;
using TaskGrid.Node;
using TaskGrid.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>A task's grain that is active twice: both change it at once, and the second takes over what the first trains.
/// </summary>
internal static class TwoWriters
{
    private const int Changes = 20;
    private const string Tenant = BenchmarkedStore.Tenant, Name = BenchmarkedStore.Task;

    /// <summary>Forces it on two silos and a third.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var silos = await BenchmarkedSilos.StartAsync(store, ["one", "two"], cancellationToken, hasDirectoryService: true);
        var grid = silos.Client;
        var (versions, aliases) = await CountAsync();
        var file = await GridData.UploadAsync(grid, GridData.Rows(200));
        var job = await grid.Jobs.SubmitAsync(
            GridData.Job(Name, file.Id, epochs: 3) with { CheckpointEverySteps = 20 }, null, cancellationToken);
        var documents = new GridDocuments(store.Blobs);
        var before = await UntilAsync(state => state.Checkpoint is not null);
        var (first, second, _) = await SecondActivation.ForceAsync(
            $"{Tenant}/{Name}", silos.Services, () => silos.AddAsync("three", cancellationToken));
        await Task.WhenAll(Enumerable.Range(0, Changes).Select(number => (number % 2 == 0 ? first : second).SetAliasAsync(
            $"alias-{number}", [new AliasTarget(1)], $"alias {number}", cancellationToken)));

        // As if the second silo took the first one for dead, while it goes on training.
        await documents.Jobs.UpdateAsync(
            GridKeys.Job(Tenant, job.Id), state => state! with { Owner = new JobOwner("nobody", 1) }, cancellationToken);
        await second.TakeUpJobAsync(job.Id, SampleBases.Name);
        var after = await UntilAsync(state => state.Epoch > before.Epoch);
        var ended = await grid.Jobs.WaitForCompletionAsync(job.Id, null, cancellationToken);
        ended.RequireResult();
        var last = await UntilAsync(state => state.HasEnded);
        var (versionsAfter, aliasesAfter) = await CountAsync();
        return
        [
            new("active twice: changes lost", aliases + Changes - aliasesAfter, $"of {Changes}", Goal.AtMost(0)),
            new("active twice: versions of one job", versionsAfter - versions, "", Goal.AtMost(1)),
            new("active twice: owners after the one that took over", last.Epoch - after.Epoch, "", Goal.AtMost(0)),
        ];

        async Task<(int Versions, int Aliases)> CountAsync()
        {
            var task = await grid.Tasks.GetAsync(Name, cancellationToken);
            return (task.Versions.Count, task.Aliases.Count);
        }

        // Documents are looked at as another process would, which nobody tells of changes.
        async Task<JobState> UntilAsync(Func<JobState, bool> condition)
        {
            while (true)
            {
                var state = await documents.Jobs.FindAsync(GridKeys.Job(Tenant, job.Id), cancellationToken);
                if (state is not null && condition(state)) return state;
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
#endif
