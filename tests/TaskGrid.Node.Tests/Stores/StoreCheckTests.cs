using TaskGrid.Node.Tests.Jobs;
using TaskGrid.Node.Tests.Tasks;
using TaskGrid.Storage;

namespace TaskGrid.Node.Tests.Stores;

public sealed class StoreCheckTests : IDisposable
{
    private static readonly DateTimeOffset Later = DateTimeOffset.UtcNow.AddHours(3);

    private readonly ScratchFolder _folder = new();
    private readonly FileBlobStore _store;
    private readonly GridFiles _files;

    public StoreCheckTests()
    {
        _store = new FileBlobStore(_folder["store"]);
        var documents = new GridDocuments(_store);
        var requests = new IdempotentRequests(documents, TimeProvider.System);
        var uploads = new GridUploads(documents, requests, "t", 1 << 20, TimeProvider.System);
        _files = new GridFiles(documents, requests, uploads, "t", 1 << 20, TimeProvider.System);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_DamagedMissingAndUnreadable_NamesEachOfThem()
    {
        var (kept, damaged, missing) = (await AddAsync(1), await AddAsync(2), await AddAsync(3));
        Assert.Empty((await new StoreCheck(_store).VerifyAsync()).Problems);
        await _store.WriteBytesAsync(ContentStore.KeyOf(damaged.Sha256), [9], BlobCondition.None);
        await _store.DeleteAsync(ContentStore.KeyOf(missing.Sha256));
        await _store.WriteBytesAsync("tenants/t/tasks/broken.json", "{"u8.ToArray(), BlobCondition.None);

        var verification = await new StoreCheck(_store).VerifyAsync();

        Assert.Equal(
            ["content damaged", "content missing", "document damaged"],
            verification.Problems.Select(problem => problem.Key switch
            {
                var key when key == ContentStore.KeyOf(damaged.Sha256) => "content damaged",
                var key when key == ContentStore.KeyOf(missing.Sha256) => "content missing",
                "tenants/t/tasks/broken.json" => "document damaged",
                var key => key,
            }).Order());
        Assert.DoesNotContain(verification.Problems, problem => problem.Key.Contains(kept.Sha256, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_CheckpointsAndDocumentsOfOthers_NamesWhatIsDamagedOrMissing()
    {
        var documents = new GridDocuments(_store);
        var job = JobMachineTests.Queued();
        job = job with { TrainFile = job.TrainFile with { Sha256 = (await AddAsync(1)).Sha256 } };
        string[] checkpoints = [GridKeys.Checkpoint("t", job.Id, 1, 5), GridKeys.Checkpoint("t", job.Id, 1, 9)];
        await _store.WriteBytesAsync(checkpoints[0], [1], BlobCondition.None);
        var newest = new JobCheckpointState(checkpoints[1], new JobCheckpoint(9, 0.5, 1, DateTimeOffset.UtcNow));
        await documents.Jobs.UpdateAsync(GridKeys.Job("t", job.Id), _ => job with { Checkpoint = newest }, default);
        string[] others = ["keys/ab.json", "cluster/c/membership.json"];
        foreach (var key in others) await _store.WriteBytesAsync(key, "{\"a\": 1}"u8.ToArray(), BlobCondition.None);
        Assert.Equal(checkpoints.Order(), await ProblemsAsync());

        foreach (var key in others) await _store.WriteBytesAsync(key, "{\"a\""u8.ToArray(), BlobCondition.None);
        Assert.Equal(checkpoints.Concat(others).Order(), await ProblemsAsync());
        await documents.Jobs.UpdateAsync(
            GridKeys.Job("t", job.Id), old => old! with { Status = JobStatus.Failed }, default);
        Assert.DoesNotContain(checkpoints[1], await ProblemsAsync());

        async Task<IEnumerable<string>> ProblemsAsync() =>
            (await new StoreCheck(_store).VerifyAsync()).Problems.Select(problem => problem.Key).Order();
    }

    // A running job replaces its checkpoint while the store is read.
    [Fact]
    public async Task Verify_CheckpointThatIsReplacedMeanwhile_IsNotMissing()
    {
        var documents = new GridDocuments(_store);
        var job = JobMachineTests.Queued();
        var info = new JobCheckpoint(9, 0.5, 1, DateTimeOffset.UtcNow);
        job = job with
        {
            TrainFile = job.TrainFile with { Sha256 = (await AddAsync(1)).Sha256 },
            Checkpoint = new JobCheckpointState(GridKeys.Checkpoint("t", job.Id, 1, 5), info),
        };
        var key = GridKeys.Job("t", job.Id);
        await documents.Jobs.UpdateAsync(key, _ => job, default);
        var replacing = new FaultyBlobStore(
            _store,
            new FaultRates
            {
                Keys = asked =>
                {
                    // Looked up when the listing is through.
                    if (asked != job.Checkpoint!.Key) return false;
                    documents.Jobs.UpdateAsync(
                        key,
                        old => old! with { Checkpoint = new JobCheckpointState(GridKeys.Checkpoint("t", job.Id, 1, 9), info) },
                        default).GetAwaiter().GetResult();
                    return false;
                },
            },
            1);
        Assert.Empty((await new StoreCheck(replacing).VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Verify_BlobsThatCannotBeRead_AreNamedAndTheOthersStillRead()
    {
        var (unreadable, damaged) = (await AddAsync(1), await AddAsync(2));
        await _store.WriteBytesAsync(ContentStore.KeyOf(damaged.Sha256), [9], BlobCondition.None);
        await _store.WriteBytesAsync("tenants/t/tasks/broken.json", "{"u8.ToArray(), BlobCondition.None);
        string[] failing = [ContentStore.KeyOf(unreadable.Sha256), GridKeys.File("t", damaged.Id)];
        var store = new FaultyBlobStore(_store, new FaultRates { Fail = 1, Keys = failing.Contains }, 1);

        var problems = (await new StoreCheck(store).VerifyAsync()).Problems;

        Assert.Equal(
            failing.Concat([ContentStore.KeyOf(damaged.Sha256), "tenants/t/tasks/broken.json"]).Order(),
            problems.Select(problem => problem.Key).Distinct().Order());
        Assert.Equal(2, problems.Where(problem => problem.Message.StartsWith("It cannot be read: A fault", StringComparison.Ordinal))
            .Select(problem => problem.Key).Distinct().Count());
        var away = new FaultyBlobStore(_store, new FaultRates { Fail = 1, Keys = key => key.Length == 0 }, 1);
        Assert.Equal(
            ErrorCodes.StoreUnavailable,
            (await Assert.ThrowsAsync<TaskGridException>(() => new StoreCheck(away).VerifyAsync())).Code);
    }

    [Fact]
    public async Task Collect_NodesThatAreGone_StayWhileAJobIsTheirs()
    {
        var documents = new GridDocuments(_store);
        var job = JobMachineTests.Queued() with { Owner = new JobOwner("owner", 1), Status = JobStatus.Running };
        await documents.Jobs.UpdateAsync(GridKeys.Job("t", job.Id), _ => job, default);
        foreach (var node in (string[])["owner", "gone"])
            await NodePresence.StartAsync(documents, node, null, TimeProvider.System, default);

        Assert.Equal(0, (await new StoreCheck(_store).CollectAsync()).Blobs);
        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);
        Assert.Equal(["owner"], await documents.IdsAsync("nodes/", default).ToListAsync());
    }

    [Fact]
    public async Task Collect_UploadThatWasNotCompleted_LivesForADay()
    {
        var upload = await _files.Uploads.BeginAsync(new GridFileSpec("rows.tsv"), 2);
        await _files.Uploads.AddPartAsync(upload.Id, new MemoryStream([1]));

        Assert.Equal(0, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);
        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later.AddDays(1))).CollectAsync()).Blobs);
        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later.AddDays(1))).CollectAsync()).Blobs);
        Assert.Empty(await new GridDocuments(_store).KeysAsync("", default));
    }

    // As after a kill before its file was made.
    [Fact]
    public async Task Collect_UploadWhoseFileIsNotMadeYet_KeepsItsContent()
    {
        var documents = new GridDocuments(_store);
        var upload = await _files.Uploads.BeginAsync(new GridFileSpec("rows.tsv"), 1);
        var part = await _files.Uploads.AddPartAsync(upload.Id, new MemoryStream([1]));
        var file = await _files.Uploads.CompleteAsync(upload.Id, [part.Id]);
        await documents.Files.DeleteAsync(GridKeys.File("t", file.Id), default);
        foreach (var request in await documents.KeysAsync("tenants/t/requests/", default)) await _store.DeleteAsync(request);

        Assert.Equal(0, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);
        Assert.Equal(file.Id, (await _files.Uploads.CompleteAsync(upload.Id, [part.Id])).Id);
        await using var content = await _files.OpenAsync(file.Id, default);
        Assert.Equal(1, content.ReadByte());
    }

    [Fact]
    public async Task Collect_VersionsThatTheTaskNoLongerKeeps_GoUnlessAnAliasNamesThemOrIsRolledBackToThem()
    {
        var documents = new GridDocuments(_store);
        string[] diffs = [await ContentAsync(1), await ContentAsync(2), await ContentAsync(3)];
        var spec = new TaskSpec { Name = "reviews", KeepFor = TimeSpan.FromHours(1) };
        var now = DateTimeOffset.UtcNow;
        var task = TaskMachine.Register(null, spec, now);
        foreach (var diff in diffs)
        {
            var version = TaskMachineTests.Version(diff, diff) with { CreatedAt = now };
            task = TaskMachine.Publish(task, version, "live", null, now, out _);
        }

        var key = GridKeys.Task("t", "reviews");
        await documents.Tasks.UpdateAsync(key, _ => task, default);

        Assert.Equal(0, (await new StoreCheck(_store).CollectAsync()).Blobs);
        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);
        Assert.Equal([2, 3], (await documents.Tasks.FindAsync(key, default))!.Versions.Select(version => version.Number));
        Assert.True(await documents.Content.ContainsAsync(diffs[1]));

        Task<string> ContentAsync(byte content) => documents.Content.AddAsync(new MemoryStream([content]));
    }

    [Fact]
    public async Task Collect_WhatADeletedTaskLeft_KeepsItsCounterAndForgetsWhatCountsNoMore()
    {
        var documents = new GridDocuments(_store);
        var now = DateTimeOffset.UtcNow;
        var diff = await documents.Content.AddAsync(new MemoryStream([1]));
        var request = ChangeRequest.Of("import-version", "once", diff);
        var task = TaskMachine.Register(null, new TaskSpec { Name = "reviews", Description = "long" }, now);
        task = TaskMachine.Publish(task, TaskMachineTests.Version("a", diff), "live", request, now, out _);
        var key = GridKeys.Task("t", "reviews");
        await documents.Tasks.UpdateAsync(key, _ => TaskMachine.Delete(task, now), default);
        Assert.Null(await documents.Tasks.FindAsync(key, default));

        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);
        Assert.Single((await LeftAsync()).Requests!);
        Assert.Equal(0, (await new StoreCheck(_store, time: new FixedTime(now.AddDays(1))).CollectAsync()).Blobs);
        Assert.Empty((await new StoreCheck(_store).VerifyAsync()).Problems);

        var left = await LeftAsync();
        Assert.Equal((2, null), (left.NextVersion, left.Requests));
        Assert.InRange((await _store.FindAsync(key))!.Bytes, 1, 250);

        Task<TaskState> LeftAsync() => documents.Tasks.UpdateAsync(key, old => old!, default);
    }

    [Fact]
    public async Task Collect_CheckpointOfAJobThatFailed_LivesForAWeekWithTheDiffItNeeds()
    {
        var documents = new GridDocuments(_store);
        var job = JobMachineTests.Queued();
        string[] keys = [GridKeys.Checkpoint("t", job.Id, 1, 5), GridKeys.Checkpoint("t", job.Id, 1, 9)];
        foreach (var key in keys) await _store.WriteBytesAsync(key, [1], BlobCondition.None);
        var newest = new JobCheckpointState(keys[1], new JobCheckpoint(9, 0.5, 1, DateTimeOffset.UtcNow));
        var start = await documents.Content.AddAsync(new MemoryStream([1]));
        await documents.Jobs.UpdateAsync(
            GridKeys.Job("t", job.Id),
            // Days after it was stored: a job may have waited, or trained without another one.
            _ => job with
            {
                Status = JobStatus.Failed,
                EndedAt = DateTimeOffset.UtcNow.AddDays(9),
                Checkpoint = newest,
                ContinueFromSha256 = start,
            },
            default);

        Assert.Equal(1, (await CollectAsync(daysLater: 9)).Blobs);
        Assert.Equal([keys[1]], await documents.KeysAsync(GridKeys.Checkpoints("t", job.Id), default));
        Assert.True(await documents.Content.ContainsAsync(start));
        Assert.Equal(1, (await CollectAsync(daysLater: 16)).Blobs);
        Assert.Equal(1, (await CollectAsync(daysLater: 16)).Blobs);
        Assert.False(await documents.Content.ContainsAsync(start));
        Assert.Empty((await new StoreCheck(_store).VerifyAsync()).Problems);

        Task<StoreCollection> CollectAsync(int daysLater) =>
            new StoreCheck(_store, time: new FixedTime(Later.AddDays(daysLater))).CollectAsync();
    }

    // Its diff is old, and taken over without being written again.
    [Fact]
    public async Task Collect_JobThatIsSubmittedWhileItsVersionIsDeleted_KeepsItsDiff()
    {
        var documents = new GridDocuments(_store);
        var diff = await documents.Content.AddAsync(new MemoryStream([1]));
        var now = DateTimeOffset.UtcNow;
        var task = TaskMachine.Register(null, new TaskSpec { Name = "reviews" }, now);
        task = TaskMachine.Publish(task, TaskMachineTests.Version("a", diff), null, null, now, out _);
        var key = GridKeys.Task("t", "reviews");
        await documents.Tasks.UpdateAsync(key, _ => task, default);
        var job = JobMachineTests.Queued() with { ContinueFromSha256 = diff };
        var reads = 0;
        var store = new FaultyBlobStore(
            _store,
            new FaultRates
            {
                Keys = asked =>
                {
                    // First the rules for old versions are looked at, then what the task refers to.
                    if (asked == key && ++reads == 2) SubmitAndDeleteAsync().GetAwaiter().GetResult();
                    return false;
                },
            },
            1);

        await new StoreCheck(store, time: new FixedTime(Later)).CollectAsync();

        Assert.Empty((await documents.Tasks.FindAsync(key, default))!.Versions);
        Assert.True(await documents.Content.ContainsAsync(diff));

        async Task SubmitAndDeleteAsync()
        {
            await documents.Jobs.UpdateAsync(GridKeys.Job("t", job.Id), _ => job, default);
            await documents.Tasks.UpdateAsync(key, old => TaskMachine.DeleteVersion(old!, 1), default);
        }
    }

    [Fact]
    public async Task Collect_DeletesOnlyWhatIsOldAndUnused()
    {
        var (kept, dropped) = (await AddAsync(1), await AddAsync(2));
        await _files.DeleteAsync(dropped.Id, null, default);

        Assert.Equal(0, (await new StoreCheck(_store).CollectAsync()).Blobs);
        Assert.Equal(1, (await new StoreCheck(_store, time: new FixedTime(Later)).CollectAsync()).Blobs);

        await using (await _files.OpenAsync(kept.Id, default))
        {
        }

        Assert.Null(await _store.FindAsync(ContentStore.KeyOf(dropped.Sha256)));
        Assert.Empty((await new StoreCheck(_store).VerifyAsync()).Problems);
    }

    // Somebody uploads the same content again between the collector's look and its deletion.
    [Fact]
    public async Task Add_OfOldContent_ChangesItsETagSoThatACollectorCannotDeleteIt()
    {
        var file = await AddAsync(1);
        var key = ContentStore.KeyOf(file.Sha256);
        var seen = (await _store.FindAsync(key))!;
        await new ContentStore(_store, new FixedTime(Later)).AddAsync(new MemoryStream([1]));
        Assert.False(await _store.DeleteAsync(key, seen.ETag));
    }

    [Fact]
    public async Task Collect_WithADamagedDocument_RemovesNothing()
    {
        var dropped = await AddAsync(2);
        await _files.DeleteAsync(dropped.Id, null, default);
        await _store.WriteBytesAsync("tenants/t/tasks/broken.json", "{"u8.ToArray(), BlobCondition.None);
        var check = new StoreCheck(_store, time: new FixedTime(Later));
        Assert.Equal(
            ErrorCodes.StoreInvalid, (await Assert.ThrowsAsync<TaskGridException>(() => check.CollectAsync())).Code);
        Assert.NotNull(await _store.FindAsync(ContentStore.KeyOf(dropped.Sha256)));
    }

    private Task<GridFile> AddAsync(byte content) =>
        _files.UploadAsync(new GridFileSpec("a.tsv"), new MemoryStream([content]), null, default);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
