using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Proofs.Fault;

/// <summary>
/// A store on a disk that is full for a while, and read-only for a while: changes end with an error that says so,
/// predictions go on, and afterwards everything goes on where it was.
/// </summary>
internal sealed class DiskProof
{
    private const int DiskMebibytes = 512;

    private readonly List<string> _problems = [];
    private readonly SmallDisk _disk;
    private readonly ITaskGrid _grid;
    private int _checks;

    private DiskProof(SmallDisk disk, ITaskGrid grid) => (_disk, _grid) = (disk, grid);

    /// <summary>Runs; says what is missing where no disk can be mounted.</summary>
    public static async Task<DiskOutcome> RunAsync(string bases, CancellationToken cancellationToken = default)
    {
        using var disk = SmallDisk.TryMount(DiskMebibytes, out var missing);
        if (disk is null) return new DiskOutcome(0, [], missing);
        using var folder = new ScratchFolder();
        var store = new FileBlobStore(Path.Combine(disk.Path, "store"));
        await using var engine = await EmbeddedGrid.StartAsync(
            store, bases, new EmbeddedGridOptions { LocalFolder = folder["local"] }, null, cancellationToken);
        var proof = new DiskProof(disk, engine.ForTenant("t"));
        await proof.FullAsync(cancellationToken);
        await proof.ReadOnlyAsync();
        foreach (var problem in (await new StoreCheck(store).VerifyAsync(cancellationToken)).Problems)
            proof._problems.Add($"{problem.Key}: {problem.Message}");
        return new DiskOutcome(proof._checks, proof._problems, null);
    }

    // The disk is filled while a job trains: what the job cannot store, it stores later.
    private async Task FullAsync(CancellationToken cancellationToken)
    {
        var file = await GridData.UploadAsync(_grid, GridData.Rows(80));
        var jobs = new List<JobSnapshot>();
        foreach (var task in (string[])["undisturbed", "disturbed"])
        {
            var spec = GridData.Job(task, file.Id, epochs: 2) with { CheckpointEverySteps = 10 };
            jobs.Add(await _grid.Jobs.SubmitAsync(spec, null, cancellationToken));
        }

        await _grid.Jobs.WaitForCompletionAsync(jobs[0].Id, null, cancellationToken);
        await PredictAsync("before");
        await foreach (var each in _grid.Jobs.WatchAsync(jobs[1].Id, 0, cancellationToken))
        {
            if (each.Kind == JobEventKind.Checkpoint) break;
        }

        _disk.Fill();
        await RefusedAsync("the disk is full");
        await PredictAsync("while the disk is full");
        Check(!(await _grid.Jobs.GetAsync(jobs[1].Id, cancellationToken)).HasEnded, "the job waits for space");
        _disk.Free();
        await GridData.UploadAsync(_grid, GridData.Rows(6));
        await _grid.Jobs.WaitForCompletionAsync(jobs[1].Id, null, cancellationToken);
        Check(
            await HashAsync("disturbed") == await HashAsync("undisturbed"),
            "the job that found no space ends with the bytes of the one before it");
    }

    private async Task ReadOnlyAsync()
    {
        _disk.SetReadOnly(true);
        await RefusedAsync("read-only");
        await PredictAsync("while the disk is read-only");
        _disk.SetReadOnly(false);
        var file = await GridData.UploadAsync(_grid, GridData.Rows(8));
        Check((await _grid.Files.GetAsync(file.Id)).Id == file.Id, "an upload works again");
    }

    private async Task RefusedAsync(string reason)
    {
        Func<Task>[] changes =
        [
            () => GridData.UploadAsync(_grid, GridData.Rows(200, seed: 9)),
            () => _grid.Tasks.SetAliasAsync("undisturbed", "canary", [new AliasTarget(1)]),
            () => _grid.Tasks.RegisterAsync(new TaskSpec { Name = "new" }),
        ];
        foreach (var change in changes)
        {
            try
            {
                await change();
                Check(false, $"a change is refused: {reason}");
            }
            catch (TaskGridException exception)
            {
                Check(
                    exception.Code == ErrorCodes.StoreUnavailable
                    && exception.Message.Contains(reason, StringComparison.Ordinal),
                    $"'{exception.Message}' [{exception.Code}] says: {reason}");
            }
        }
    }

    private async Task PredictAsync(string when)
    {
        var answer = await _grid.PredictAsync(new PredictRequest { Model = "undisturbed", Inputs = [new("a good film")] });
        Check(answer.Version == 1, $"predictions are answered {when}");
    }

    private async Task<string?> HashAsync(string task)
    {
        try
        {
            return (await _grid.Tasks.GetAsync(task)).Versions.Single().Sha256;
        }
        catch (TaskGridException)
        {
            return null;
        }
    }

    private void Check(bool holds, string what)
    {
        _checks++;
        if (!holds) _problems.Add($"does not hold: {what}");
    }
}
