using TaskGrid.Node;
using TaskGrid.Proofs.Stores;
using TaskGrid.Storage;

namespace TaskGrid.Proofs.Fault;

/// <summary>
/// Two engines over one store that fails, stalls, breaks off in the middle and answers falsely that a condition did not
/// hold: writers change one task through both, jobs train. What was confirmed must be there afterwards.
/// </summary>
/// <param name="bases">The folder of the bases.</param>
/// <param name="plan">How much is done.</param>
/// <param name="tell">Is told how far it is.</param>
internal sealed class FaultProof(string bases, FaultPlan plan, Action<string> tell) : IDisposable
{
    private const string Tenant = "t";
    private const int Rows = 60;

    private readonly ScratchFolder _folder = new();

    /// <summary>Runs over a store, which must be empty.</summary>
    public async Task<FaultOutcome> RunAsync(IBlobStore store, CancellationToken cancellationToken = default)
    {
        tell("an undisturbed job");
        var undisturbed = await UndisturbedAsync(cancellationToken);
        var stores = Enumerable.Range(0, 2)
            .Select(each => new FaultyBlobStore(store, plan.Rates, plan.Seed + each)).ToArray();
        var calls = new Persistence();
        var writers = new List<FaultWriter>();
        var hashes = new List<string?>();
        var grids = new List<EmbeddedGrid>();
        try
        {
            foreach (var (faulty, number) in stores.Select((each, number) => (each, number)))
                grids.Add(await calls.AskAsync(() => StartAsync(faulty, $"node{number}", slots: 1)));
            tell("writers and jobs over the faulty store");
            var copies = new DiffCopies(undisturbed);
            writers.AddRange(Enumerable.Range(0, plan.Writers).Select(
                number => new FaultWriter(number, Of(number), calls, copies)));
            var jobs = Enumerable.Range(0, plan.Jobs)
                .Select(number => HashAsync(Of(number), calls, $"job{number}", cancellationToken)).ToArray();
            await Task.WhenAll(writers.Select(writer => writer.WriteAsync(plan.Rounds, cancellationToken)));
            hashes.AddRange(await Task.WhenAll(jobs));
        }
        finally
        {
            foreach (var grid in grids) await grid.DisposeAsync();
        }

        return await ReviewAsync(store, stores, writers, hashes, Hash(undisturbed), calls.MostAttempts);

        ITaskGrid Of(int number) => grids[number % grids.Count].ForTenant(Tenant);
    }

    public void Dispose() => _folder.Dispose();

    private static string Hash(byte[] file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));

    // The hash of a job's version; null when it did not succeed.
    private static async Task<string?> HashAsync(
        ITaskGrid grid, Persistence calls, string task, CancellationToken cancellationToken)
    {
        var file = await calls.AskAsync(() => GridData.UploadAsync(grid, GridData.Rows(Rows), "rows"));
        var spec = GridData.Job(task, file.Id) with { CheckpointEverySteps = 10 };
        var job = await calls.AskAsync(() => grid.Jobs.SubmitAsync(spec, task, cancellationToken));
        var ended = await calls.AskAsync(() => grid.Jobs.WaitForCompletionAsync(job.Id, null, cancellationToken));
        if (ended.Status != JobStatus.Succeeded) return null;
        return (await calls.AskAsync(() => grid.Tasks.GetAsync(task, cancellationToken))).Versions.Single().Sha256;
    }

    private async Task<byte[]> UndisturbedAsync(CancellationToken cancellationToken)
    {
        await using var calm = await StartAsync(new FileBlobStore(_folder["calm"]), "calm", slots: 1);
        var grid = calm.ForTenant(Tenant);
        await HashAsync(grid, new Persistence(), "job", cancellationToken);
        await using var diff = await grid.Tasks.OpenDiffAsync("job", 1, cancellationToken);
        using var file = new MemoryStream();
        await diff.CopyToAsync(file, cancellationToken);
        return file.ToArray();
    }

    private async Task<FaultOutcome> ReviewAsync(
        IBlobStore store,
        FaultyBlobStore[] stores,
        List<FaultWriter> writers,
        List<string?> hashes,
        string expected,
        int most)
    {
        await using var calm = await StartAsync(store, "calm", slots: 0);
        var lost = new List<string>();
        foreach (var writer in writers) lost.AddRange(await writer.FindLostAsync(calm.ForTenant(Tenant)));
        var damaged = (await new StoreCheck(store).VerifyAsync()).Problems;
        var wrongJobs = hashes.Count(hash => hash != expected);
        return new FaultOutcome
        {
            Calls = stores.Sum(each => each.Calls),
            Faults = stores.Sum(each => each.Faults),
            Confirmed = writers.Sum(writer => writer.Confirmed),
            Lost = lost.Count,
            CorruptReads = writers.Sum(writer => writer.CorruptReads),
            MostAttempts = most,
            WrongJobs = wrongJobs,
            Damaged = damaged.Count,
            Problems =
            [
                .. lost.Select(each => $"lost: {each}"),
                .. damaged.Select(problem => $"{problem.Key}: {problem.Message}"),
                .. hashes.Where(hash => hash != expected).Select(hash => $"a job ended with {hash ?? "a failure"}"),
            ],
        };
    }

    private Task<EmbeddedGrid> StartAsync(IBlobStore store, string node, int slots) =>
        EmbeddedGrid.StartAsync(
            store, bases, new EmbeddedGridOptions { Node = node, Slots = slots, LocalFolder = _folder["local"] });
}
