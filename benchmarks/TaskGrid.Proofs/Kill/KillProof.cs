using TaskGrid.Client;
using TaskGrid.Proofs.Processes;
using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Kill;

/// <summary>
/// Users submit jobs and watch them over HTTP while the server is killed again and again at random moments and started
/// anew. Every run of the same kind must end with the bytes of one that nobody disturbed.
/// </summary>
/// <param name="bases">The folder of the bases.</param>
/// <param name="plan">How long.</param>
/// <param name="tell">Is told how far it is.</param>
internal sealed class KillProof(string bases, KillPlan plan, Action<string> tell)
{
    private const int Users = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly KillJobs _jobs = new(plan.Epochs);
    private string[]? _expected;
    private TaskCompletionSource _atWork = new(); // the newest server has told of a job that trains

    /// <summary>Kills a number of servers on a store, which must be empty.</summary>
    public async Task<KillOutcome> RunAsync(
        int kills, StoreAddress store, CancellationToken cancellationToken = default)
    {
        _expected ??= await UndisturbedAsync(cancellationToken);
        using var folder = new ScratchFolder();
        var settings = new ServerSettings
        {
            Store = store, Bases = bases, Folder = folder["server"], Port = FreePort.Find(),
        };
        using var grid = Client(new Uri($"http://127.0.0.1:{settings.Port}"));
        using var killed = new CancellationTokenSource();
        var users = Enumerable.Range(1, Users)
            .Select(user => UseAsync(user, grid, killed.Token, cancellationToken)).ToArray();
        await KillAsync(kills, settings, users, cancellationToken);
        await killed.CancelAsync();
        using var last = ServerProcess.Start(settings);
        var jobs = (await Task.WhenAll(users)).SelectMany(each => each).ToList();
        return await new KillReview(grid, _expected).ReviewAsync(kills, jobs, last, store, settings.Folder);
    }

    private static TaskGridClient Client(Uri endpoint) => new(new TaskGridClientOptions
    {
        Endpoint = endpoint,
        MaxRetries = 100,
        RetryDelay = TimeSpan.FromMilliseconds(50),
        MaxRetryDelay = TimeSpan.FromMilliseconds(500),
    });

    private async Task<string[]> UndisturbedAsync(CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder();
        using var server = ServerProcess.Start(
            new ServerSettings { Store = new StoreAddress(folder["store"]), Bases = bases, Folder = folder["server"] });
        using var grid = Client(await server.ReadyAsync());
        var hashes = new string[KillJobs.Kinds];
        for (var kind = 0; kind < hashes.Length; kind++)
        {
            tell($"uninterrupted run {kind + 1} of {hashes.Length}");
            var job = await SubmitAsync(grid, kind, $"task{kind}", cancellationToken);
            var ended = await grid.Jobs.WaitForCompletionAsync(job.Id, null, cancellationToken);
            if (ended.Status != JobStatus.Succeeded) throw new InvalidOperationException(ended.Failure?.Message);
            hashes[kind] = (await grid.Tasks.GetAsync($"task{kind}", cancellationToken)).Versions.Single().Sha256;
        }

        return hashes;
    }

    private async Task KillAsync(
        int kills, ServerSettings settings, Task[] users, CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            tell($"kill {kill} of {kills} on {settings.Store.Location}");
            _atWork = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var server = ServerProcess.Start(settings);
            // Every third one while it starts, the others while they work on a job, however slow the machine is.
            if (kill % 3 != 0) await Task.WhenAny(_atWork.Task, Task.Delay(Patience, cancellationToken));
            var life = plan.LongestLife * random.NextDouble();
            // A user who ends now was given an error that no user may see.
            var first = await Task.WhenAny([Task.Delay(life, cancellationToken), .. users]);
            if (first.IsFaulted) await first;
            cancellationToken.ThrowIfCancellationRequested();
            server.Kill();
        }
    }

    // One job after the other, until nobody kills any more; the last one is waited for too.
    private async Task<List<WatchedJob>> UseAsync(
        int user, TaskGridClient grid, CancellationToken enough, CancellationToken cancellationToken)
    {
        var jobs = new List<WatchedJob>();
        while (!enough.IsCancellationRequested)
        {
            var kind = (user + jobs.Count) % KillJobs.Kinds;
            var task = $"user{user}-{jobs.Count}";
            var accepted = await SubmitAsync(grid, kind, task, cancellationToken);
            var job = new WatchedJob(accepted.Id, kind, task, []);
            jobs.Add(job);
            await foreach (var each in grid.Jobs.WatchAsync(job.Id, 0, cancellationToken))
            {
                job.Seen.Add(each.Sequence);
                if (each.Status == JobStatus.Running) _atWork.TrySetResult();
            }
        }

        return jobs;
    }

    private async Task<JobSnapshot> SubmitAsync(
        TaskGridClient grid, int kind, string task, CancellationToken cancellationToken) =>
        await grid.Jobs.SubmitAsync(
            _jobs.Spec(kind, task, await KillJobs.UploadAsync(grid)), $"job {task}", cancellationToken);
}
