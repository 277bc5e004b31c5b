#if TASKGRID_FULL
using System.Diagnostics;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>A server that is killed in mid-training: another one ends its job, with the bytes of an uninterrupted run.</summary>
internal static class KilledServer
{
    private const string Name = "killed", Whole = "whole";
    private static readonly byte[] Rows = GridData.Rows(80);

    /// <summary>Kills the one of three that trains.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var servers = await SiloServers.StartAsync(store, 3, isPinned: false, cancellationToken);
        var grid = servers.Grid;
        var file = await GridData.UploadAsync(grid, Rows);
        var job = await grid.Jobs.SubmitAsync(Spec(Name, file.Id), null, cancellationToken);
        long killed = 0;
        var takenUpAfter = double.NaN;
        await foreach (var each in grid.Jobs.WatchAsync(job.Id, 0, cancellationToken))
        {
            if (killed == 0 && each.Kind == JobEventKind.Checkpoint)
            {
                var nodes = await grid.ListNodesAsync(cancellationToken);
                var owner = nodes.Single(node => node.RunningJobs > 0).Name;
                servers.Kill(Enumerable.Range(0, servers.Count).Single(silo => SiloServers.NameOf(silo) == owner));
                killed = Stopwatch.GetTimestamp();
            }
            else if (killed != 0 && double.IsNaN(takenUpAfter) && each.Message.StartsWith("Taken up again by ", StringComparison.Ordinal))
            {
                takenUpAfter = Stopwatch.GetElapsedTime(killed).TotalSeconds;
            }
        }

        (await grid.Jobs.GetAsync(job.Id, cancellationToken)).RequireResult();
        await using var engine = await store.StartEngineAsync(cancellationToken);
        var uninterrupted = engine.ForTenant(Whole);
        var again = await GridData.UploadAsync(uninterrupted, Rows);
        var wholeJob = await uninterrupted.Jobs.SubmitAsync(Spec(Name, again.Id), null, cancellationToken);
        (await uninterrupted.Jobs.WaitForCompletionAsync(wholeJob.Id, null, cancellationToken)).RequireResult();
        var isSame = await HashAsync(grid) == await HashAsync(uninterrupted);
        return
        [
            new("server killed in mid-training: taken up again after", takenUpAfter, "s"),
            new("server killed in mid-training: same hash as without", isSame ? 1 : 0, "", Goal.AtLeast(1)),
        ];

        async Task<string> HashAsync(ITaskGrid of) => (await of.Tasks.GetAsync(Name, cancellationToken)).Versions.Single().Sha256;
    }

    private static JobSpec Spec(string task, string file) => GridData.Job(task, file, epochs: 4) with { CheckpointEverySteps = 10 };
}
#endif
