using TaskGrid.Diffs;

namespace TaskGrid.Tests.Grid;

/// <summary>What every implementation of <see cref="ITaskGrid"/> does.</summary>
public abstract partial class TaskGridTests
{
    private const string Masked = "the film was [MASK] .";

    // More than the base takes.
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("film", 200));

    /// <summary>The grid of a tenant.</summary>
    protected abstract ITaskGrid Grid(string tenant);

    [Fact]
    public async Task Job_FromFileToAnswer_PublishesAVersionThatPredicts()
    {
        var grid = Grid("t1");
        var job = await GridData.TrainAsync(grid, "reviews", GridData.Rows(40));
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(1, job.Result!.Version);
        Assert.Equal((int)(0.005 * job.Result.Parameters), job.Result.Nonzeros);

        var task = await grid.Tasks.GetAsync("reviews");
        Assert.Equal("live", task.Aliases.Single().Name);
        Assert.Equal(job.Id, task.Versions.Single().Job);
        var answer = await grid.PredictAsync(
            new PredictRequest { Model = "reviews", Inputs = [new("a good film"), new("a bad film")] });
        Assert.Equal(1, answer.Version);
        Assert.Equal(2, answer.Predictions.Count);
        Assert.All(answer.Predictions, each => Assert.Equal(1, each.Scores.Sum(score => score.Score), 1e-6));
        await AssertCodeAsync(
            ErrorCodes.InvalidArgument,
            () => grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film", "a bad film")] }));
        // Of a cluster's nodes, the one that holds the version.
        var node = (await grid.ListNodesAsync()).First(each => each.Resident.Contains("reviews@v1"));
        var serving = Assert.Single(node.Serving);
        Assert.Equal(SampleBases.Name, serving.Base);
        Assert.True(serving.Answered.Values.Sum() >= 2);
        Assert.NotNull(serving.LastChoice);

        var file = await GridData.UploadAsync(grid, GridData.Rows(20, seed: 2));
        var evaluation = await grid.EvaluateAsync(new EvaluateRequest { Model = "reviews@v1", File = file.Id });
        Assert.Equal((20, "accuracy"), (evaluation.Rows, evaluation.Metric));
    }

    [Fact]
    public async Task Events_OfAJob_AreNumberedWithoutGapsAndReadFromAnyPosition()
    {
        var grid = Grid("t2");
        var job = await GridData.TrainAsync(grid, "reviews", GridData.Rows(40));
        var events = (await grid.Jobs.ListEventsAsync(job.Id)).Items;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
        Assert.Contains(events, each => each.Progress?.DevMetric is not null);
        Assert.Equal(JobStatus.Succeeded, events[^1].Status);
        var rest = new List<JobEvent>();
        await foreach (var each in grid.Jobs.WatchAsync(job.Id, after: 2)) rest.Add(each);
        Assert.Equal(events.Skip(2).Select(each => each.Sequence), rest.Select(each => each.Sequence));
    }

    [Fact]
    public async Task ImportVersion_DiffWithoutATrainingRecord_IsAVersionLikeAnyOther()
    {
        var grid = Grid("t13");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        await using var stored = await grid.Tasks.OpenDiffAsync("reviews", 1);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy);
        var diff = DiffFile.Read(copy.ToArray()) with { TrainingRecordJson = "{}" };
        using var file = new MemoryStream();
        DiffFile.Write(file, diff, ValueFormat.Fp32);
        file.Position = 0;
        Assert.Equal(2, (await grid.Tasks.ImportVersionAsync("reviews", file, "live")).Number);
        var version = (await grid.Tasks.GetAsync("reviews")).Versions[1];
        Assert.Null(version.Info.Method);
        Assert.Null(version.Training);
        await EventuallyAsync(async () => (await grid.PredictAsync(
            new PredictRequest { Model = "reviews", Inputs = [new("x")] })).Version == 2);
    }

    [Fact]
    public async Task Aliases_MoveSplitAndRollBack()
    {
        var grid = Grid("t3");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24, seed: 5));
        Assert.Equal(2, await VersionAsync("reviews", null));
        Assert.Equal(1, await VersionAsync("reviews@v1", null));

        await grid.Tasks.RollBackAliasAsync("reviews", "live");
        await EventuallyAsync(async () => await VersionAsync("reviews", null) == 1);
        await grid.Tasks.SetAliasAsync("reviews", "split", [new(1, 50), new(2, 50)]);
        var chosen = new Dictionary<string, int>();
        for (var i = 0; i < 40; i++) chosen.Add($"user {i}", await VersionAsync("reviews@split", $"user {i}"));
        Assert.Equal([1, 2], chosen.Values.Distinct().Order());
        foreach (var (key, version) in chosen) Assert.Equal(version, await VersionAsync("reviews@split", key));

        async Task<int> VersionAsync(string model, string? key) => (await grid.PredictAsync(
            new PredictRequest { Model = model, Inputs = [new("x")], RequestKey = key })).Version;
    }

    [Fact]
    public async Task Tenants_NeverSeeEachOther()
    {
        var (mine, other) = (Grid("t4"), Grid("t5"));
        var file = await GridData.UploadAsync(mine, GridData.Rows(24));
        var job = await mine.Jobs.SubmitAsync(GridData.Job("secret", file.Id));
        await GridData.EndAsync(mine, job.Id);

        await AssertCodeAsync(ErrorCodes.FileNotFound, () => other.Files.GetAsync(file.Id));
        await AssertCodeAsync(ErrorCodes.JobNotFound, () => other.Jobs.GetAsync(job.Id));
        await AssertCodeAsync(ErrorCodes.JobNotFound, () => other.Jobs.CancelAsync(job.Id));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => other.Tasks.GetAsync("secret"));
        await AssertCodeAsync(
            ErrorCodes.TaskNotFound,
            () => other.PredictAsync(new PredictRequest { Model = "secret", Inputs = [new("x")] }));
        await AssertCodeAsync(ErrorCodes.FileNotFound, () => other.Jobs.SubmitAsync(GridData.Job("own", file.Id)));
        Assert.Empty((await other.Tasks.ListAsync(new PageRequest())).Items);
        Assert.Empty((await other.Files.ListAsync(new PageRequest())).Items);
        Assert.Empty((await other.Jobs.ListAsync(null, new PageRequest())).Items);
    }

    [Fact]
    public async Task IdempotencyKeys_TheSameRequestTwice_IsDoneOnce()
    {
        var grid = Grid("t6");
        var rows = GridData.Rows(24);
        var file = await GridData.UploadAsync(grid, rows, "upload 1");
        Assert.Equal(file, await GridData.UploadAsync(grid, rows, "upload 1"));
        await AssertCodeAsync(
            ErrorCodes.IdempotencyConflict, () => GridData.UploadAsync(grid, GridData.Rows(26), "upload 1"));
        var spec = GridData.Job("reviews", file.Id);
        var jobs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => grid.Jobs.SubmitAsync(spec, "job 1")));
        Assert.Single(jobs.DistinctBy(job => job.Id));
        await GridData.EndAsync(grid, jobs[0].Id);
        Assert.Single((await grid.Tasks.GetAsync("reviews")).Versions);
    }

    [Fact]
    public async Task Job_WithBadData_FailsWithEveryProblem()
    {
        var grid = Grid("t7");
        var job = await GridData.TrainAsync(grid, "reviews", "text\tlabel\nonly one column\n\tno text\n"u8.ToArray());
        Assert.Equal((JobStatus.Failed, ErrorCodes.DataInvalid), (job.Status, job.Failure!.Code));
        Assert.NotEmpty(job.Failure.Details);
    }

    [Fact]
    public async Task Job_PausedAndResumed_EndsAsIfNothingHadHappened()
    {
        var grid = Grid("t8");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var whole = await grid.Jobs.SubmitAsync(GridData.Job("whole", file.Id, epochs: 3));
        await GridData.EndAsync(grid, whole.Id);
        var job = await grid.Jobs.SubmitAsync(GridData.Job("paused", file.Id, epochs: 3));
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Step > 5);
        await grid.Jobs.PauseAsync(job.Id);
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Status == JobStatus.Paused);
        Assert.NotNull((await grid.Jobs.GetAsync(job.Id)).Checkpoint);
        await grid.Jobs.ResumeAsync(job.Id);
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, job.Id)).Status);
        var versions = await Task.WhenAll(((string[])["whole", "paused"]).Select(
            async task => (await grid.Tasks.GetAsync(task)).Versions.Single()));
        Assert.Equal(versions[0].Sha256, versions[1].Sha256);
    }

    [Fact]
    public async Task Job_Cancelled_LeavesNoVersion()
    {
        var grid = Grid("t9");
        var file = await GridData.UploadAsync(grid, GridData.Rows(200));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 50));
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Step > 0);
        await grid.Jobs.CancelAsync(job.Id);
        Assert.Equal(JobStatus.Cancelled, (await GridData.EndAsync(grid, job.Id)).Status);
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.GetAsync("reviews"));
    }

    [Fact]
    public async Task DeleteTask_WithAJob_CancelsItAndStaysDeleted()
    {
        var grid = Grid("t10");
        var first = await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        var file = await GridData.UploadAsync(grid, GridData.Rows(200));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 50));
        await grid.Tasks.DeleteAsync("reviews");
        Assert.Equal(JobStatus.Succeeded, (await grid.Jobs.GetAsync(first.Id)).Status);
        Assert.Equal(JobStatus.Cancelled, (await GridData.EndAsync(grid, job.Id)).Status);
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.GetAsync("reviews"));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.DeleteAsync("reviews"));
    }

    [Fact]
    public async Task Upload_WithoutContent_IsRefusedAndLeavesNoFile()
    {
        var grid = Grid("t23");
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => GridData.UploadAsync(grid, []));
        Assert.Empty((await grid.Files.ListAsync(new PageRequest())).Items);
    }

    [Fact]
    public async Task Upload_InParts_MakesTheFile()
    {
        var (mine, other) = (Grid("t11"), Grid("t12"));
        var rows = GridData.Rows(40);
        var spec = new GridFileSpec("rows.tsv");
        var upload = await mine.Files.Uploads.BeginAsync(spec, rows.Length + 300, "begin");
        await AssertCodeAsync(ErrorCodes.UploadNotFound, () => other.Files.Uploads.GetAsync(upload.Id));
        var tail = await AddAsync(rows[300..]);
        var head = await AddAsync(rows[..300]);
        Assert.Equal(head, await AddAsync(rows[..300]));
        Assert.Equal([tail, head], (await mine.Files.Uploads.BeginAsync(spec, rows.Length + 300, "begin")).Parts);

        await AssertCodeAsync(ErrorCodes.TooLarge, () => AddAsync(GridData.Rows(20, seed: 9)[..301]));
        var whole = await Assert.ThrowsAsync<TaskGridException>(() => AddAsync([.. rows, .. rows]));
        Assert.Equal(ErrorCodes.TooLarge, whole.Code);
        Assert.Contains("the upload was said to have", whole.Message, StringComparison.Ordinal);
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => AddAsync([]));
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => CompleteAsync(head.Id, tail.Id));
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => CompleteAsync("../x"));
        var file = await CompleteAsync(head.Id, head.Id, tail.Id);
        Assert.Equal(file, await CompleteAsync(head.Id, head.Id, tail.Id));
        using var content = new MemoryStream();
        await using (var stream = await mine.Files.OpenAsync(file.Id)) await stream.CopyToAsync(content);
        Assert.Equal([.. rows[..300], .. rows], content.ToArray());
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => AddAsync(rows[..300]));

        await mine.Files.Uploads.CancelAsync(upload.Id);
        await AssertCodeAsync(ErrorCodes.UploadNotFound, () => mine.Files.Uploads.GetAsync(upload.Id));
        Assert.Equal(file, await mine.Files.GetAsync(file.Id));

        Task<GridUploadPart> AddAsync(byte[] bytes) =>
            mine.Files.Uploads.AddPartAsync(upload.Id, new MemoryStream(bytes));

        Task<GridFile> CompleteAsync(params string[] parts) => mine.Files.Uploads.CompleteAsync(upload.Id, parts);
    }

    [Fact]
    public async Task Versions_PrefetchedAndPinned_AreWhereTheyAreAnswered()
    {
        var grid = Grid("t21");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        await grid.Tasks.PrefetchAsync("reviews", 1);
        var loaded = await FindAsync();
        Assert.Equal(("memory", false, 0), (loaded.Tier, loaded.IsPinned, loaded.Requests));
        Assert.True(loaded is { Bytes: > 0, Uses: >= 1, IdleSeconds: >= 0, LoadSeconds: > 0 });

        Assert.True((await grid.Tasks.PinVersionAsync("reviews", 1)).IsPinned);
        Assert.True((await grid.Tasks.PinVersionAsync("reviews", 1)).IsPinned);
        Assert.True((await grid.Tasks.GetAsync("reviews")).Versions.Single().IsPinned);
        Assert.True((await FindAsync()).IsPinned);
        Assert.False((await grid.Tasks.PinVersionAsync("reviews", 1, isPinned: false)).IsPinned);
        Assert.False((await FindAsync()).IsPinned);

        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => grid.Tasks.PrefetchAsync("reviews", 2));
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => grid.Tasks.PinVersionAsync("reviews", 2, isPinned: false));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.PinVersionAsync("absent", 1));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => Grid("t22").Tasks.PrefetchAsync("reviews", 1));
        Assert.DoesNotContain(await ResidentAsync(Grid("t22")), each => each.Model == "reviews@v1");

        async Task<ResidentSnapshot> FindAsync() => (await ResidentAsync(grid)).First(each => each.Model == "reviews@v1");

        static async Task<List<ResidentSnapshot>> ResidentAsync(ITaskGrid asked) =>
            [.. (await asked.ListNodesAsync()).SelectMany(node => node.Residency!.Versions)];
    }

    [Fact]
    public async Task Fill_AMask_GivesTheLikeliestTokens()
    {
        var bases = Grid("t14").Bases;
        var words = await bases.FillAsync(SampleBases.Name, Masked, top: 7);
        Assert.Equal(7, words.Count);
        Assert.Equal(words.OrderByDescending(word => word.Probability), words);
        Assert.Equal(["brilliant", "great", "good"], words.Take(3).Select(word => word.Token));
        Assert.Equal(0.05874, words[0].Probability, 1e-4);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bases.FillAsync(SampleBases.Name, Masked)));
        Assert.All(again, each => Assert.Equal(words.Take(IGridBases.DefaultTop), each));
        var all = await bases.FillAsync(SampleBases.Name, Masked, IGridBases.MaxTop);
        Assert.Equal(IGridBases.MaxTop, all.DistinctBy(word => word.Token).Count());
        Assert.InRange(all.Sum(word => word.Probability), 0.5, 1);
    }

    [Fact]
    public async Task Encode_ATextOrAPair_GivesIdsAndAVector()
    {
        var bases = Grid("t14").Bases;
        var info = (await bases.ListAsync()).Single(each => each.Name == SampleBases.Name);
        var single = await bases.EncodeAsync(info.Name, new TextInput("a film"));
        var pair = await bases.EncodeAsync(info.Name, new TextInput("a film", "a book"));
        Assert.Equal([2, 43, 277, 3], single.Ids);
        Assert.Equal([2, 43, 277, 3, 43, 462, 3], pair.Ids);
        Assert.Equal(info.HiddenSize, single.Cls.Count);
        Assert.Equal(0.56084, single.Cls[0], 1e-4);
        Assert.NotEqual(single.Cls, pair.Cls);
        Assert.Equal(info.MaxLength, (await bases.EncodeAsync(info.Name, new TextInput(Long))).Ids.Count);
    }

    [Fact]
    public async Task Bases_AskedForWhatCannotBe_SayWhatIsWrong()
    {
        var bases = Grid("t14").Bases;
        foreach (var (name, code) in ((string, string)[])
            [("absent", ErrorCodes.BaseNotFound), ("Not A Name", ErrorCodes.InvalidName), ("..", ErrorCodes.InvalidName)])
        {
            await AssertCodeAsync(code, () => bases.FillAsync(name, Masked));
            await AssertCodeAsync(code, () => bases.EncodeAsync(name, new TextInput("a film")));
        }

        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => bases.FillAsync(SampleBases.Name, "a film"));
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => bases.FillAsync(SampleBases.Name, $"{Long} [MASK]"));
        await AssertCodeAsync(ErrorCodes.InvalidArgument, () => bases.FillAsync(SampleBases.Name, Masked, 0));
        await AssertCodeAsync(
            ErrorCodes.InvalidArgument, () => bases.FillAsync(SampleBases.Name, Masked, IGridBases.MaxTop + 1));
        var both = await Assert.ThrowsAsync<TaskGridException>(() => bases.FillAsync(SampleBases.Name, "a film", -1));
        Assert.Equal(2, both.Details.Count);
    }

    /// <summary>Asserts the code of an error.</summary>
    protected static async Task AssertCodeAsync(string code, Func<Task> action) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<TaskGridException>(action)).Code);

    /// <summary>Waits until something is true that the port tells only to those who ask.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (await condition()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not become true within five minutes.");
    }
}
