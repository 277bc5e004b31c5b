#if TASKGRID_FULL
using System.Diagnostics;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>
/// A server that is killed in mid-training while callers ask without a pause: another one ends its job, with the bytes of an uninterrupted
/// run, and requests are answered by the others.
/// </summary>
internal static class KilledServer
{
    private const string Event = "server killed in mid-training", Name = "killed", Whole = "whole";
    private const int AnswersAfter = 100;
    private static readonly byte[] Rows = GridData.Rows(80);

    /// <summary>Kills the one of three that trains.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var servers = await SiloServers.StartAsync(store, 3, isPinned: false, cancellationToken);
        using var callers = await CallersOfBothKinds.StartAsync(servers, cancellationToken);
        var grid = servers.Grid;
        double takenUpAfter;
        try
        {
            takenUpAfter = await KillAsync(servers, cancellationToken);
            await callers.AnsweredAsync(AnswersAfter, cancellationToken);
        }
        finally
        {
            await callers.StopAsync();
        }

        await using var engine = await store.StartEngineAsync(cancellationToken);
        var uninterrupted = engine.ForTenant(Whole);
        var again = await GridData.UploadAsync(uninterrupted, Rows);
        var wholeJob = await uninterrupted.Jobs.SubmitAsync(Spec(Name, again.Id), null, cancellationToken);
        (await uninterrupted.Jobs.WaitForCompletionAsync(wholeJob.Id, null, cancellationToken)).RequireResult();
        var isSame = await HashAsync(grid) == await HashAsync(uninterrupted);
        return
        [
            new($"{Event}: taken up again after", takenUpAfter, "s"),
            new($"{Event}: same hash as without", isSame ? 1 : 0, "", Goal.AtLeast(1)),
            .. callers.Figures(Event),
        ];

        async Task<string> HashAsync(ITaskGrid of) => (await of.Tasks.GetAsync(Name, cancellationToken)).Versions.Single().Sha256;
    }

    // Kills the one that trains, and waits for the end of its job; seconds until another one has taken it up.
    private static async Task<double> KillAsync(SiloServers servers, CancellationToken cancellationToken)
    {
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
        return takenUpAfter;
    }

    private static JobSpec Spec(string task, string file) => GridData.Job(task, file, epochs: 4) with { CheckpointEverySteps = 10 };
}
#endif
