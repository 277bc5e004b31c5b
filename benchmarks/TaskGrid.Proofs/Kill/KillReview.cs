using System.Security.Cryptography;
using TaskGrid.Node;
using TaskGrid.Proofs.Processes;
using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Kill;

/// <summary>Looks at what is left when all jobs have ended.</summary>
/// <param name="grid">The server that was started last.</param>
/// <param name="expected">Hashes of the uninterrupted runs, by kind.</param>
internal sealed class KillReview(ITaskGrid grid, IReadOnlyList<string> expected)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<string> _problems = [];

    /// <summary>Looks at jobs and versions, stops the server, and looks at its store and its folder.</summary>
    public async Task<KillOutcome> ReviewAsync(
        int kills, IReadOnlyList<WatchedJob> jobs, ServerProcess server, StoreAddress store, string folder)
    {
        var (unfinished, differing, broken, again) = (0, 0, 0, 0);
        foreach (var job in jobs)
        {
            var ended = await grid.Jobs.GetAsync(job.Id);
            if (!Check(ended.Status == JobStatus.Succeeded, $"{job.Id} is {ended.Status}: {ended.Failure?.Message}"))
            {
                unfinished++;
                continue;
            }

            if (!Check(await IsExpectedAsync(job), $"the version of {job.Task} is not that of the uninterrupted run"))
                differing++;
            var events = (await grid.Jobs.ListEventsAsync(job.Id, 0, PageRequest.MaxLimit)).Items;
            again += events.Count(each => each.Message.StartsWith("Taken up again", StringComparison.Ordinal));
            var isWhole = Counts(events.Select(each => each.Sequence)) && Counts(job.Seen) && job.Seen.Count == events.Count;
            if (!Check(isWhole, $"the events of {job.Id} have gaps or repeat")) broken++;
        }

        // The last job's end is told before its checkpoints are removed; and what a killed server left there, the next
        // one removes when it looks around.
        await WaitForTidyAsync(store.Open());
        server.Stop();
        var damaged = (await new StoreCheck(store.Open()).VerifyAsync()).Problems;
        _problems.AddRange(damaged.Select(problem => $"{problem.Key}: {problem.Message}"));
        var files = LeftFiles(store, folder);
        _problems.AddRange(files.Select(file => $"left behind: {file}"));
        // Collecting removes what nothing refers to once it is old enough, and nodes that are gone.
        var nodes = await store.Open().ListAsync("nodes/").CountAsync();
        var garbage = await new StoreCheck(store.Open(), null, new LaterTime(TimeSpan.FromHours(2))).CollectAsync();
        var orphans = garbage.Blobs - nodes;
        Check(orphans == 0, $"{orphans} blobs that nothing refers to");
        return new KillOutcome
        {
            Kills = kills,
            Accepted = jobs.Count,
            TakenUpAgain = again,
            Unfinished = unfinished,
            Differing = differing,
            BrokenEvents = broken,
            Damaged = damaged.Count,
            Orphans = orphans + files.Count,
            Problems = _problems,
        };
    }

    private static async Task WaitForTidyAsync(IBlobStore store)
    {
        var end = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < end && await store.ListAsync("queue/").AnyAsync()) await Task.Delay(100);
    }

    private static bool Counts(IEnumerable<long> numbers)
    {
        var next = 1L;
        return numbers.All(number => number == next++);
    }

    // Diff files that the node keeps are left on purpose.
    private static List<string> LeftFiles(StoreAddress store, string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !KeptDiffs.Is(file)).ToList();
        var writes = Path.Combine(store.Location, ".writes");
        if (Directory.Exists(writes)) files.AddRange(Directory.GetFiles(writes, "*", SearchOption.AllDirectories));
        return files;
    }

    private async Task<bool> IsExpectedAsync(WatchedJob job)
    {
        if ((await grid.Tasks.GetAsync(job.Task)).Versions is not [var version]) return false;
        await using var diff = await grid.Tasks.OpenDiffAsync(job.Task, version.Number);
        return version.Sha256 == expected[job.Kind]
            && Convert.ToHexStringLower(await SHA256.HashDataAsync(diff)) == version.Sha256;
    }

    private bool Check(bool holds, string problem)
    {
        if (!holds) _problems.Add(problem);
        return holds;
    }
}
