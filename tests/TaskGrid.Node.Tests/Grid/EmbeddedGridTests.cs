using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Grid;

public sealed class EmbeddedGridTests(SampleBases bases) : TaskGridTests, IClassFixture<SampleBases>, IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private EmbeddedGrid _grid = null!;

    public async Task InitializeAsync() => _grid = await StartAsync("local");

    public Task DisposeAsync() => _grid.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    protected override ITaskGrid Grid(string tenant) => _grid.ForTenant(tenant);

    [Fact]
    public async Task Job_AcrossARestart_GoesOnAndEndsWithTheSameBytes()
    {
        var file = await GridData.UploadAsync(Grid("r"), GridData.Rows(80));
        var whole = await Grid("r").Jobs.SubmitAsync(GridData.Job("whole", file.Id, epochs: 3));
        await GridData.EndAsync(Grid("r"), whole.Id);
        var job = await Grid("r").Jobs.SubmitAsync(GridData.Job("stopped", file.Id, epochs: 3));
        await EventuallyAsync(async () => (await Grid("r").Jobs.GetAsync(job.Id)).Step > 5);
        await _grid.DisposeAsync();
        _grid = await StartAsync("local");
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(Grid("r"), job.Id)).Status);
        var tasks = (await Grid("r").Tasks.ListAsync(new PageRequest())).Items;
        Assert.Single(tasks.Select(task => task.Versions.Single().Sha256).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Job_WhoseCheckpointIsMissingOrDamaged_StartsAgainAndEndsWithTheSameBytes(bool isMissing)
    {
        var (grid, store) = (Grid("r"), new FileBlobStore(_folder["store"]));
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var whole = await grid.Jobs.SubmitAsync(GridData.Job("whole", file.Id, epochs: 3));
        await GridData.EndAsync(grid, whole.Id);
        var job = await grid.Jobs.SubmitAsync(GridData.Job("stopped", file.Id, epochs: 3));
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Step > 5);
        await grid.Jobs.PauseAsync(job.Id);
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Status == JobStatus.Paused);
        var key = (await new GridDocuments(store).KeysAsync(GridKeys.Checkpoints("r", job.Id), default)).Single();
        Assert.Empty((await new StoreCheck(store).VerifyAsync()).Problems);
        if (isMissing) await store.DeleteAsync(key);
        else await DamageAsync(Path.Combine(_folder["store"], key));
        Assert.Equal(key, Assert.Single((await new StoreCheck(store).VerifyAsync()).Problems).Key);

        await grid.Jobs.ResumeAsync(job.Id);
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, job.Id)).Status);
        Assert.Single(
            (await grid.Jobs.ListEventsAsync(job.Id, 0, 1000)).Items,
            told => told.Kind == JobEventKind.Warning && told.Message.Contains("starts again", StringComparison.Ordinal));
        var tasks = (await grid.Tasks.ListAsync(new PageRequest())).Items;
        Assert.Single(tasks.Select(task => task.Versions.Single().Sha256).Distinct());
        Assert.Empty((await new StoreCheck(store).VerifyAsync()).Problems);

        static async Task DamageAsync(string path)
        {
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }
    }

    // As after a kill between a job's end and the removal of what it needed.
    [Fact]
    public async Task Node_ThatFindsAnEndedJobInTheQueue_RemovesWhatIsLeftOfIt()
    {
        var job = await GridData.TrainAsync(Grid("k"), "reviews", GridData.Rows(24));
        await _grid.DisposeAsync();
        var documents = new GridDocuments(new FileBlobStore(_folder["store"]));
        var local = Directory.CreateDirectory(Path.Combine(_folder["local"], "local", job.Id)).FullName;
        await documents.Store.WriteBytesAsync(GridKeys.Checkpoint("k", job.Id, 1, 5), [1], BlobCondition.None);
        await documents.Queue.UpdateAsync(GridKeys.Queued(job.Id), _ => new QueuedJob("k", job.Id), default);

        _grid = await StartAsync("local");
        await EventuallyAsync(async () => (await documents.KeysAsync(GridKeys.Queue, default)).Count == 0);
        Assert.Empty(await documents.KeysAsync(GridKeys.Checkpoints("k", job.Id), default));
        Assert.False(Directory.Exists(local));
    }

    [Fact]
    public async Task ReadOnlyGrid_OnTheSameStore_ServesANewVersionWithoutARestart()
    {
        await using var reader = await StartAsync("reader", readOnly: true);
        await GridData.TrainAsync(Grid("p"), "reviews", GridData.Rows(24));
        var request = new PredictRequest { Model = "reviews", Inputs = [new("x")] };
        Assert.Equal(1, (await reader.ForTenant("p").PredictAsync(request)).Version);
        await GridData.TrainAsync(Grid("p"), "reviews", GridData.Rows(24, seed: 3));
        await EventuallyAsync(async () => (await reader.ForTenant("p").PredictAsync(request)).Version == 2);
    }

    [Fact]
    public async Task Task_ThatIsChanged_IsAnsweredAsItIsNowAtOnce()
    {
        var grid = Grid("c");
        for (var version = 1; version <= 2; version++)
        {
            await GridData.TrainAsync(grid, "reviews", GridData.Rows(24, version));
            Assert.Equal(version, await VersionAsync(grid));
        }

        await grid.Tasks.RollBackAliasAsync("reviews", "live");
        Assert.Equal(1, await VersionAsync(grid));
        await grid.Tasks.SetAliasAsync("reviews", "live", [new(2)]);
        Assert.Equal(2, await VersionAsync(grid));
        await grid.Tasks.DeleteVersionAsync("reviews", 1);
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => VersionAsync(grid, "reviews@v1"));
        await grid.Tasks.DeleteAsync("reviews");
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => VersionAsync(grid));
    }

    // Longer than twice RefreshEvery, by the system's clock: nothing tells how old a view is.
    private static Task QuietTimeAsync() => Task.Delay(1000);

    [Fact]
    public async Task Reader_AfterAQuietTime_AnswersByWhatIsThereNow()
    {
        var fault = "";
        await using var reading = await StartAsync("reader", readOnly: true, store => new FaultyBlobStore(
            store,
            new FaultRates { Fail = 1, Keys = _ => fault == "odd" ? throw new InvalidOperationException() : fault.Length > 0 },
            1));
        var (grid, reader) = (Grid("q"), reading.ForTenant("q"));
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        Assert.Equal(1, await VersionAsync(reader));
        foreach (var each in new[] { "away", "odd" })
        {
            fault = each;
            await QuietTimeAsync();
            Assert.Equal(1, await VersionAsync(reader));
        }

        fault = "";
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24, seed: 3));
        await QuietTimeAsync();
        Assert.Equal(2, await VersionAsync(reader));
        await grid.Tasks.DeleteAsync("reviews");
        await QuietTimeAsync();
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => VersionAsync(reader));
    }

    [Fact]
    public async Task Alias_ToAVersionThatIsDamaged_StaysWhereItIs()
    {
        var grid = Grid("d");
        for (var seed = 1; seed <= 2; seed++) await GridData.TrainAsync(grid, "reviews", GridData.Rows(24, seed));
        await grid.Tasks.RollBackAliasAsync("reviews", "live");
        var damaged = (await grid.Tasks.GetAsync("reviews")).FindVersion(2).Sha256;
        await new FileBlobStore(_folder["store"]).WriteBytesAsync(
            ContentStore.KeyOf(damaged), [1, 2, 3], BlobCondition.None);

        await AssertCodeAsync(
            ErrorCodes.ContentDamaged, () => grid.Tasks.SetAliasAsync("reviews", "live", [new(1, 9), new(2, 1)]));
        Assert.Equal([new AliasTarget(1)], (await grid.Tasks.GetAsync("reviews")).FindAlias("live").Targets);
    }

    [Fact]
    public async Task Task_WhoseDocumentIsDamaged_LeavesTheOthersAndCanBeDeleted()
    {
        var grid = Grid("b");
        foreach (var name in (string[])["bills", "notes", "reviews"]) await grid.Tasks.RegisterAsync(new TaskSpec { Name = name });
        await new FileBlobStore(_folder["store"]).WriteBytesAsync(GridKeys.Task("b", "notes"), "{"u8.ToArray(), BlobCondition.None);

        await AssertCodeAsync(ErrorCodes.StoreInvalid, () => grid.Tasks.GetAsync("notes"));
        Assert.Equal(
            ["bills", "reviews"],
            (await grid.Tasks.ListAsync(new PageRequest(null, 2))).Items.Select(task => task.Spec.Name));
        await grid.Tasks.DeleteAsync("notes");
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.GetAsync("notes"));
    }

    [Fact]
    public async Task Register_WithSeveralMistakes_TellsThemAll()
    {
        var spec = new TaskSpec { Name = "No Name", KeepVersions = 0, KeepFor = TimeSpan.FromDays(-1) };
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Grid("b").Tasks.RegisterAsync(spec));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Equal(3, error.Details.Count);
    }

    [Fact]
    public async Task Job_ThatIsWrongAndNamesWhatIsMissing_IsToldAllAtOnce()
    {
        var job = GridData.Job("reviews", "file-1", epochs: 0);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Grid("b").Jobs.SubmitAsync(job with
        {
            Train = job.Train with { Base = "absent", DevFile = "file-2" },
            ContinueFrom = "other@v1",
            Metadata = new Dictionary<string, string> { ["by"] = null! },
        }));
        Assert.Equal((ErrorCodes.InvalidArgument, 6), (error.Code, error.Details.Count));
        Assert.Empty((await Grid("b").Jobs.ListAsync(null, new PageRequest())).Items);
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("No Alias")]
    public async Task Import_ToAnAliasThatCannotBe_IsRefusedBeforeTheDiffIsRead(string alias)
    {
        using var diff = new MemoryStream([1, 2, 3]);
        await Assert.ThrowsAsync<TaskGridException>(() => Grid("b").Tasks.ImportVersionAsync("reviews", diff, alias));
        Assert.Equal(0, diff.Position);
    }

    [Fact]
    public async Task Upload_WithSeveralMistakes_TellsThemAll()
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => Grid("b").Files.Uploads.BeginAsync(new GridFileSpec("", "none"), 0));
        Assert.Equal((ErrorCodes.InvalidArgument, 3), (error.Code, error.Details.Count));
    }

    // Another alias has named the version before, but nobody has asked for it.
    [Fact]
    public async Task Alias_ThatMoves_IsFollowedWhenItsTargetIsLoaded()
    {
        var grid = Grid("l");
        for (var seed = 1; seed <= 2; seed++) await GridData.TrainAsync(grid, "reviews", GridData.Rows(24, seed));
        await grid.Tasks.SetAliasAsync("reviews", "canary", [new(1)]);
        await using var reading = await StartAsync("reader", readOnly: true);
        var reader = reading.ForTenant("l");
        await PredictAsync("reviews");
        await grid.Tasks.RollBackAliasAsync("reviews", "live");
        await EventuallyAsync(async () =>
        {
            await PredictAsync("reviews@v2");
            return (await reader.ListNodesAsync()).Single().Resident.Contains("reviews@v1");
        });

        Task<PredictResult> PredictAsync(string model) =>
            reader.PredictAsync(new PredictRequest { Model = model, Inputs = [new("x")] });
    }

    [Fact]
    public async Task Evaluation_BesideTheMostThatRunAtOnce_IsRefusedForAWhile()
    {
        var grid = Grid("v");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        var file = await GridData.UploadAsync(grid, GridData.Rows(10));
        var request = new EvaluateRequest { Model = "reviews", File = file.Id };
        for (var i = 0; i < EmbeddedGrid.MaxEvaluations; i++) await _grid.Evaluations.WaitAsync();
        var busy = await Assert.ThrowsAsync<TaskGridException>(() => grid.EvaluateAsync(request));
        Assert.Equal(ErrorCodes.ServerBusy, busy.Code);
        Assert.NotNull(busy.RetryAfter);
        _grid.Evaluations.Release();
        for (var i = 0; i < 2; i++) Assert.Equal(10, (await grid.EvaluateAsync(request)).Rows);
    }

    [Fact]
    public async Task Job_SeenByAnotherProcess_HasItsStepAndAnEstimate()
    {
        await using var looking = await StartAsync("reader", readOnly: true);
        var other = looking.ForTenant("e");
        var file = await GridData.UploadAsync(Grid("e"), GridData.Rows(200));
        var job = await Grid("e").Jobs.SubmitAsync(
            GridData.Job("reviews", file.Id, epochs: 50) with { CheckpointEvery = TimeSpan.FromHours(1) });
        await EventuallyAsync(async () => await other.Jobs.GetAsync(job.Id) is { Step: > 0, Steps: > 0, EstimatedEnd: not null });
        Assert.NotNull((await other.Jobs.ListAsync("reviews", new PageRequest())).Items.Single().EstimatedEnd);
        await Grid("e").Jobs.CancelAsync(job.Id);
        await GridData.EndAsync(Grid("e"), job.Id);
        Assert.Null((await other.Jobs.GetAsync(job.Id)).EstimatedEnd);
    }

    [Fact]
    public async Task Job_BeyondTheMemoryBudget_FailsWithTheFigures()
    {
        await using var small = await StartAsync("small", maxTrainingBytes: 1_000_000);
        var file = await GridData.UploadAsync(small.ForTenant("m"), GridData.Rows(24));
        await _grid.DisposeAsync(); // so that the other one takes the job
        var job = await small.ForTenant("m").Jobs.SubmitAsync(GridData.Job("reviews", file.Id));
        job = await GridData.EndAsync(small.ForTenant("m"), job.Id);
        Assert.Equal((JobStatus.Failed, ErrorCodes.InsufficientMemory), (job.Status, job.Failure!.Code));
        Assert.Contains("0.00 GB", job.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((0, 1_000_000), (small.Snapshot("m").TrainingBytes, small.Snapshot("m").MaxTrainingBytes));
    }

    [Fact]
    public void MemoryOfJobs_UnlessItIsGiven_LeavesThatOfVersionsTheirLoadsBasesAndCopies()
    {
        var all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var versions = Math.Min(2L << 30, all / 3);
        Assert.Equal(versions, _grid.Options.MaxResidentBytes);
        var others = versions + (versions / 4) + (512L << 20) + (4L * _grid.Bases.Get(SampleBases.Name).Parameters);
        Assert.InRange(_grid.Snapshot("s").MaxTrainingBytes, 1, Math.Max(all / 4, all - others));
    }

    [Fact]
    public async Task Job_WhileItRuns_ShowsItsMemoryAndShrinksInItsLastPhase()
    {
        var file = await GridData.UploadAsync(Grid("s"), GridData.Rows(40));
        var job = await Grid("s").Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 2));
        var end = GridData.EndAsync(Grid("s"), job.Id);
        long first = 0, last = 0;
        // What a running job takes is told only to those who ask.
        while (!end.IsCompleted)
        {
            var (phase, bytes) = (_grid.Training!.Find(job.Id)?.Progress?.Phase, _grid.Snapshot("s").TrainingBytes!.Value);
            if (phase?.StartsWith("phase 1", StringComparison.Ordinal) == true) first = Math.Max(first, bytes);
            if (phase?.StartsWith("phase 3", StringComparison.Ordinal) == true && bytes > 0) last = bytes;
            await Task.Delay(10);
        }

        await end;
        Assert.InRange(first, 100_000_000, 1_000_000_000);
        Assert.InRange(last, 10_000_000, 7 * first / 10);
        await EventuallyAsync(() => Task.FromResult(_grid.Snapshot("s").TrainingBytes == 0));
    }

    private static async Task<int> VersionAsync(ITaskGrid grid, string model = "reviews") =>
        (await grid.PredictAsync(new PredictRequest { Model = model, Inputs = [new("x")] })).Version;

    private Task<EmbeddedGrid> StartAsync(
        string node, bool readOnly = false, Func<IBlobStore, IBlobStore>? wrap = null, long? maxTrainingBytes = null) =>
        EmbeddedGrid.StartAsync(
            (wrap ?? (store => store))(new FileBlobStore(_folder["store"])),
            bases.Path,
            new EmbeddedGridOptions
            {
                Node = node,
                ReadOnly = readOnly,
                MaxTrainingBytes = maxTrainingBytes,
                RefreshEvery = TimeSpan.FromMilliseconds(200),
                LocalFolder = _folder["local"],
            });
}
