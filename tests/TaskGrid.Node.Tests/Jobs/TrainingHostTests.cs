using System.Text.Json.Nodes;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Jobs;

/// <summary>Nodes and stores that something is wrong with.</summary>
public sealed partial class TrainingHostTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SeenLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_WhoseFilesCannotBeKept_FailsAfterSomeTriesAndTellsTheLogWhere()
    {
        Directory.CreateDirectory(_folder["local"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["local"], "node"), "no folder");
        await using var node = await StartAsync("node");
        var job = await SubmitAsync(node, "reviews");
        job = await EndAsync(node, job.Id);
        Assert.Equal((JobStatus.Failed, ErrorCodes.JobCrashed), (job.Status, job.Failure?.Code));
        Assert.Contains("its disk is full or cannot be written", job.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, job.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, _log.Warnings.Count(line => line.Contains(job.Id, StringComparison.Ordinal)));
        Assert.Contains($"'{Path.Combine(_folder["local"], "node")}'", _log.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_WithADamagedJobAndMarker_TakesUpTheOthersAndListsThem()
    {
        var store = new FileBlobStore(_folder["store"]);
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        JobSnapshot[] jobs = [await SubmitAsync(acceptor, "a"), await SubmitAsync(acceptor, "b"), await SubmitAsync(acceptor, "c")];
        string[] damaged = [GridKeys.Queued(jobs[0].Id), GridKeys.Job("t", jobs[1].Id)];
        foreach (var key in damaged) await store.WriteBytesAsync(key, "{"u8.ToArray(), BlobCondition.None);
        await using var node = await StartAsync("node");
        Assert.Equal(JobStatus.Succeeded, (await EndAsync(acceptor, jobs[2].Id)).Status);
        var list = await node.ForTenant("t").Jobs.ListAsync(null, new PageRequest(null, 2));
        Assert.Equal([jobs[2].Id, jobs[0].Id], list.Items.Select(job => job.Id));
        Assert.False(list.HasMore);
        Assert.Equal(2, damaged.Count(key => _log.Warnings.Count(line => line.Contains($"'{key}'", StringComparison.Ordinal)) == 1));
    }

    [Fact]
    public async Task Job_BesideABaseThatIsDamaged_Succeeds()
    {
        var folder = CopiedBases();
        Directory.CreateDirectory(Path.Combine(folder, "old"));
        await using var node = await StartAsync("node", basesFolder: folder);
        Assert.Equal(JobStatus.Succeeded, (await EndAsync(node, (await SubmitAsync(node, "reviews")).Id)).Status);
        Assert.Single(_log.Warnings, line => line.Contains("The base old", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other weights")]
    [InlineData("damaged")]
    public async Task Job_WhoseBaseANodeLacks_WaitsForOneThatHasIt(string? what)
    {
        var folder = what is null ? _folder["none"] : CopiedBases();
        var manifest = Path.Combine(folder, SampleBases.Name, "base.json");
        if (what == "damaged") File.Delete(manifest);
        if (what == "other weights")
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
            json["fingerprint"] = new string('0', 64);
            await File.WriteAllTextAsync(manifest, json.ToJsonString());
        }

        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var job = await SubmitAsync(acceptor, "reviews");
        await using var lacking = await StartAsync("lacking", basesFolder: folder);
        var resumed = (await SubmitAsync(acceptor, "paused")).Id;
        await acceptor.ForTenant("t").Jobs.PauseAsync(resumed);
        await lacking.ForTenant("t").Jobs.ResumeAsync(resumed);
        await EventuallyAsync(() => Task.FromResult(Left(job.Id) == 1 && Left(resumed) == 1 && lacking.Training!.Waiting == 0));
        Assert.Equal(JobStatus.Queued, (await acceptor.ForTenant("t").Jobs.GetAsync(job.Id)).Status);
        Assert.Equal(JobStatus.Queued, (await acceptor.ForTenant("t").Jobs.GetAsync(resumed)).Status);
        await using var having = await StartAsync("having");
        Assert.Equal(JobStatus.Succeeded, (await EndAsync(acceptor, job.Id)).Status);
        Assert.Equal(JobStatus.Succeeded, (await EndAsync(acceptor, resumed)).Status);
        Assert.Equal((1, 1), (Left(job.Id), Left(resumed)));

        int Left(string id) => _log.Warnings.Count(line =>
            line.Contains(id, StringComparison.Ordinal) && line.Contains("has no base 'tg-mini'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_OfBeforeFingerprintsWereKept_IsTakenUpByTheBasesName()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var job = await SubmitAsync(acceptor, "reviews");
        await acceptor.Services.Documents.Jobs.UpdateAsync(
            GridKeys.Job("t", job.Id), old => old! with { BaseFingerprint = null }, default);
        await using var node = await StartAsync("node");
        Assert.Equal(JobStatus.Succeeded, (await EndAsync(acceptor, job.Id)).Status);
    }

    [Fact]
    public async Task Job_CancelledWhileItsDiffIsStored_PublishesNothing()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var grid = acceptor.ForTenant("t");
        var job = await SubmitAsync(acceptor, "reviews");
        await using var node = await StartAsync("node", store: Hooked("content/", () => grid.Jobs.CancelAsync(job.Id)));
        Assert.Equal(JobStatus.Cancelled, (await GridData.EndAsync(grid, job.Id)).Status);
        Assert.Empty((await grid.Tasks.ListAsync(new PageRequest())).Items);
    }

    [Fact]
    public async Task Job_WhoseTaskIsDeletedWhileItPublishes_DoesNotMakeItAgain()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var grid = acceptor.ForTenant("t");
        await grid.Tasks.RegisterAsync(new TaskSpec { Name = "reviews" });
        var job = await SubmitAsync(acceptor, "reviews");
        await using var node = await StartAsync(
            "node", store: Hooked(GridKeys.Tasks("t"), () => grid.Tasks.DeleteAsync("reviews")));
        Assert.Equal(ErrorCodes.TaskNotFound, (await GridData.EndAsync(grid, job.Id)).Failure?.Code);
        Assert.Empty((await grid.Tasks.ListAsync(new PageRequest())).Items);
    }

    [Theory]
    [InlineData(true, JobStatus.Cancelled)]
    [InlineData(false, JobStatus.Paused)]
    public async Task Job_OfANodeThatIsGone_StopsAtOnce(bool cancels, JobStatus expected)
    {
        var documents = new GridDocuments(new FileBlobStore(_folder["store"]));
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        var now = DateTimeOffset.UtcNow;
        var (alive, gone) = (new JobOwner("alive", 1), new JobOwner("acceptor", 1));
        await documents.Nodes.UpdateAsync(GridKeys.Node(alive.Node), _ => new NodeState(alive.Life, now), default);
        await ClaimAsync(alive);
        Assert.Equal(JobStatus.Validating, (await StopAsync()).Status);
        var claimed = await ClaimAsync(gone);
        Assert.Equal(expected, (await StopAsync()).Status);
        var stopped = (await documents.Jobs.FindAsync(GridKeys.Job("t", id), default))!;
        Assert.Equal((null, claimed.Epoch + 1), (stopped.Owner, stopped.Epoch));
        Assert.Equal(expected, (await jobs.ListEventsAsync(id, 0, 10)).Items[^1].Status);

        Task<JobSnapshot> StopAsync() => cancels ? jobs.CancelAsync(id) : jobs.PauseAsync(id);

        Task<JobState> ClaimAsync(JobOwner owner) => documents.Jobs.UpdateAsync(
            GridKeys.Job("t", id), old => JobMachine.Claim(old!, owner, null, now).State, default);
    }

    [Fact]
    public async Task Job_OfANodeThatTheClusterKnowsToBeDead_StopsAtOnceAlsoWhereNoneTrain()
    {
        var documents = new GridDocuments(new FileBlobStore(_folder["store"]));
        await using var acceptor = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["store"]),
            bases.Path,
            new EmbeddedGridOptions { Node = "acceptor", Slots = 0, Cluster = new DeadNodes("dead"), LocalFolder = _folder["local"] });
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        var (now, dead) = (DateTimeOffset.UtcNow, new JobOwner("dead", 1));
        await documents.Nodes.UpdateAsync(GridKeys.Node(dead.Node), _ => new NodeState(dead.Life, now), default);
        await documents.Jobs.UpdateAsync(
            GridKeys.Job("t", id), old => JobMachine.Claim(old!, dead, null, now).State, default);
        Assert.Equal(JobStatus.Cancelled, (await acceptor.ForTenant("t").Jobs.CancelAsync(id)).Status);
    }

    // As after a kill between the two writes.
    [Fact]
    public async Task Job_WhoseEndWasStoredButNotTold_IsToldOnce()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var grid = acceptor.ForTenant("t");
        var job = await SubmitAsync(acceptor, "reviews");
        var isBroken = false;
        await using var node = await StartAsync("node", store: new HookedStore(
            new FileBlobStore(_folder["store"]),
            async (key, stop) =>
            {
                if (isBroken || !key.StartsWith(GridKeys.Events("t", job.Id), StringComparison.Ordinal)) return;
                isBroken = (await grid.Jobs.GetAsync(job.Id, stop)).HasEnded;
                if (isBroken) throw new TaskGridException(ErrorCodes.StoreUnavailable, "The test wants it.");
            }));
        var events = new List<JobEvent>();
        await foreach (var each in grid.Jobs.WatchAsync(job.Id)) events.Add(each);
        Assert.True(isBroken);
        Assert.Equal(JobStatus.Succeeded, events[^1].Status);
        await foreach (var _ in grid.Jobs.WatchAsync(job.Id, events[^1].Sequence)) Assert.Fail("Something came after the end.");
        await node.Services.Jobs.CleanUpAsync("t", job.Id, default);
        Assert.Single((await grid.Jobs.ListEventsAsync(job.Id, 0, 1000)).Items, each => JobEventLog.IsEnd(each));
    }

    // As after a kill between the two writes: nobody changes the job any more.
    [Fact]
    public async Task Job_WhosePauseWasStoredButNotTold_IsToldByTheNextNodeThatLooks()
    {
        var isBroken = true;
        await using var acceptor = await StartAsync("acceptor", slots: 0, store: Failing(key => isBroken && IsEvent(key)));
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        await Assert.ThrowsAsync<TaskGridException>(() => jobs.PauseAsync(id));
        isBroken = false;
        Assert.Empty((await jobs.ListEventsAsync(id, 0, 10)).Items);
        await using var node = await StartAsync("node");
        await EventuallyAsync(async () => await MessagesAsync(jobs, id) is ["Paused."]);
    }

    [Fact]
    public async Task Job_WhosePauseWasToldButNotCleared_TellsItOnce()
    {
        var isTold = false;
        await using var acceptor = await StartAsync("acceptor", slots: 0, store: Failing(key =>
        {
            if (IsEvent(key)) isTold = true;
            return isTold && key.StartsWith(GridKeys.Jobs("t"), StringComparison.Ordinal);
        }));
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        await Assert.ThrowsAsync<TaskGridException>(() => jobs.PauseAsync(id));
        await using var other = await StartAsync("other", slots: 0);
        jobs = other.ForTenant("t").Jobs;
        Assert.Equal(["Paused."], await MessagesAsync(jobs, id));
        await jobs.ResumeAsync(id);
        await jobs.PauseAsync(id);
        Assert.Equal(["Paused.", "Queued again.", "Paused."], await MessagesAsync(jobs, id));
        Assert.Null((await other.Services.Jobs.FindAsync("t", id, default))!.Untold);
    }

    [Fact]
    public async Task Owner_ThatWasReplaced_TellsAndKeepsNothingMore()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews", everySteps: 2)).Id;
        string[] told = [];
        // Its first checkpoint is stored, but refused.
        await using var node = await StartAsync("node", store: Hooked(GridKeys.Checkpoints("t", id), async () =>
        {
            told = await MessagesAsync(jobs, id);
            await ReplaceOwnerAsync(id);
        }));
        await EventuallyAsync(async () => await OwnerAsync(acceptor, id) == "other" && node.Training!.Running == 0);
        Assert.Equal(told, await MessagesAsync(jobs, id));
        Assert.Empty(await acceptor.Services.Documents.KeysAsync(GridKeys.Checkpoints("t", id), default));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder["local"], "node")));
    }

    [Fact]
    public async Task Owner_ThatWasReplacedBetweenTwoChanges_TellsNothingMore()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        await using var node = await StartAsync("node", store: new HookedStore(
            new FileBlobStore(_folder["store"]),
            async (key, stop) =>
            {
                if (IsEvent(key) && (await jobs.GetAsync(id, stop)).Status == JobStatus.Running) await ReplaceOwnerAsync(id);
            }));
        await EventuallyAsync(async () => await OwnerAsync(acceptor, id) == "other" && node.Training!.Running == 0);
        Assert.Equal(["Reading the data.", "Trains: 12 steps."], await MessagesAsync(jobs, id));
    }

    [Fact]
    public async Task Look_AtAJobThatHasAnotherOwner_StopsIt()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var jobs = acceptor.ForTenant("t").Jobs;
        var id = (await SubmitAsync(acceptor, "reviews")).Id;
        var (isReplaced, isStopped) = (false, false);
        EmbeddedGrid? node = null;
        // The training waits here, and so asks for nothing itself.
        node = await StartAsync("node", store: new HookedStore(
            new FileBlobStore(_folder["store"]),
            async (key, stop) =>
            {
                if (isReplaced || !IsEvent(key) || (await jobs.GetAsync(id, stop)).Status != JobStatus.Running) return;
                isReplaced = true;
                await ReplaceOwnerAsync(id);
                for (var i = 0; i < 400 && !isStopped; i++)
                {
                    await Task.Delay(50, stop);
                    isStopped = node!.Training!.Find(id)!.Cancel.IsCancellationRequested;
                }
            }));
        await using (node) await EventuallyAsync(() => Task.FromResult(isReplaced && node.Training!.Running == 0));
        Assert.True(isStopped);
    }

    [Fact]
    public async Task Job_OfANodeWhoseLookTakesLong_IsPausedByAnotherProcess()
    {
        await using var node = await StartAsync("node", store: new HookedStore(
            new FileBlobStore(_folder["store"]),
            (key, stop) => key == GridKeys.Queue ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask));
        await using var other = await StartAsync("other", slots: 0);
        var jobs = other.ForTenant("t").Jobs;
        var id = (await SubmitAsync(node, "reviews", epochs: 1000)).Id;
        await EventuallyAsync(async () => (await jobs.GetAsync(id)).Status == JobStatus.Running);
        await jobs.PauseAsync(id);
        await EventuallyAsync(async () => (await jobs.GetAsync(id)).Status == JobStatus.Paused);
    }

    [Fact]
    public async Task Node_WhoseNameAnotherProcessTakes_SaysThatItTrainsNoMore()
    {
        await using var first = await StartAsync("node");
        await using var second = await StartAsync("node");
        await EventuallyAsync(() => Task.FromResult(
            _log.Warnings.Any(line => line.Contains("Another process has begun as node 'node'", StringComparison.Ordinal))));
    }

    private static async Task<JobSnapshot> EndAsync(EmbeddedGrid grid, string id)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await grid.ForTenant("t").Jobs.WaitForCompletionAsync(id, null, timeout.Token);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await condition()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not become true within twenty seconds.");
    }

    // Does something once before the first write below a prefix.
    private HookedStore Hooked(string prefix, Func<Task> action)
    {
        var isDone = 0;
        return new HookedStore(
            new FileBlobStore(_folder["store"]),
            (key, _) => key.StartsWith(prefix, StringComparison.Ordinal) && Interlocked.Exchange(ref isDone, 1) == 0
                ? action()
                : Task.CompletedTask);
    }

    // Written, not listed.
    private static bool IsEvent(string key) => key.EndsWith(".jsonl", StringComparison.Ordinal);

    private static async Task<string[]> MessagesAsync(IGridJobs jobs, string id) =>
        [.. (await jobs.ListEventsAsync(id, 0, 1000)).Items.Select(each => each.Message)];

    private static async Task<string?> OwnerAsync(EmbeddedGrid node, string id) =>
        (await node.Services.Jobs.FindAsync("t", id, default))?.Owner?.Node;

    // As if this node had been away for long.
    private async Task ReplaceOwnerAsync(string id)
    {
        var documents = new GridDocuments(new FileBlobStore(_folder["store"]));
        var (other, now) = (new JobOwner("other", 1), DateTimeOffset.UtcNow);
        await documents.Nodes.UpdateAsync(GridKeys.Node(other.Node), _ => new NodeState(other.Life, now), default);
        await documents.Jobs.UpdateAsync(GridKeys.Job("t", id), old => JobMachine.Claim(old!, other, null, now).State, default);
    }

    private HookedStore Failing(Func<string, bool> fails) => new(
        new FileBlobStore(_folder["store"]),
        (key, _) => fails(key)
            ? throw new TaskGridException(ErrorCodes.StoreUnavailable, "The test wants it.")
            : Task.CompletedTask);

    private static async Task<JobSnapshot> SubmitAsync(EmbeddedGrid node, string task, int epochs = 1, int? everySteps = null)
    {
        var grid = node.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        return await grid.Jobs.SubmitAsync(GridData.Job(task, file.Id, epochs) with { CheckpointEverySteps = everySteps });
    }

    // A folder of bases in which a test may do damage.
    private string CopiedBases()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder["bases"], SampleBases.Name));
        foreach (var file in Directory.GetFiles(Path.Combine(bases.Path, SampleBases.Name)))
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        return _folder["bases"];
    }

    private Task<EmbeddedGrid> StartAsync(
        string node, int slots = 1, IBlobStore? store = null, string? basesFolder = null) => EmbeddedGrid.StartAsync(
        store ?? new FileBlobStore(_folder["store"]),
        basesFolder ?? bases.Path,
        new EmbeddedGridOptions { Node = node, Slots = slots, LocalFolder = _folder["local"], Logging = _log });
}
