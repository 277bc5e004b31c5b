using System.Text;

namespace TaskGrid.Tests.Grid;

/// <summary>Where jobs start, how they end early, and what is said of specs that are wrong.</summary>
public abstract partial class TaskGridTests
{
    [Fact]
    public async Task Job_FromAnotherOnesCheckpoint_EndsAsThatOneDoes()
    {
        var grid = Grid("t18");
        var file = await GridData.UploadAsync(grid, GridData.Rows(40));
        var spec = GridData.Job("reviews", file.Id, epochs: 2);
        var first = await grid.Jobs.SubmitAsync(spec);
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(first.Id)).Step > 5);
        await grid.Jobs.PauseAsync(first.Id);
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(first.Id)).Status == JobStatus.Paused);
        var forked = spec with { Train = spec.Train with { Task = "copy" }, ContinueFrom = first.Id };
        var other = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(
            forked with { Train = forked.Train with { Epochs = 9, Seed = 4 } }));
        Assert.Equal((ErrorCodes.InvalidArgument, 2), (other.Code, other.Details.Count));

        var second = await grid.Jobs.SubmitAsync(forked);
        Assert.NotNull(second.Checkpoint);
        Assert.Equal([first.Id, second.Id], (await grid.Jobs.ListUnfinishedAsync()).Order());
        await grid.Jobs.ResumeAsync(first.Id);
        var ended = await Task.WhenAll(GridData.EndAsync(grid, first.Id), GridData.EndAsync(grid, second.Id));
        Assert.All(ended, job => Assert.Equal(JobStatus.Succeeded, job.Status));
        Assert.Empty(await grid.Jobs.ListUnfinishedAsync());
        Assert.Contains(
            (await grid.Jobs.ListEventsAsync(second.Id)).Items,
            each => each.Message.StartsWith("Goes on from step", StringComparison.Ordinal));
        Assert.Equal(await HashAsync("reviews"), await HashAsync("copy"));
        await AssertCodeAsync(ErrorCodes.CheckpointNotFound, () => grid.Jobs.SubmitAsync(forked));
        await AssertCodeAsync(
            ErrorCodes.JobNotFound,
            () => grid.Jobs.SubmitAsync(forked with { ContinueFrom = "ftjob-00000000000000000000000000" }));

        async Task<string> HashAsync(string task) => (await grid.Tasks.GetAsync(task)).Versions.Single().Sha256;
    }

    [Fact]
    public async Task Job_WithEarlyStopping_EndsBeforeItsLastEpoch()
    {
        var grid = Grid("t19");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        // Of a few held-out rows only so many may come to be right, one epoch after the other.
        var spec = GridData.Job("reviews", file.Id, epochs: 8);
        var job = await grid.Jobs.SubmitAsync(spec with
        {
            Train = spec.Train with { Method = "last-layer", Structured = false }, EarlyStopEpochs = 1,
        });
        job = await GridData.EndAsync(grid, job.Id);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.InRange(job.Result!.Steps, 1, job.Steps - 1);
    }

    [Fact]
    public async Task Job_WithSeveralMistakes_TellsThemAllAtOnce()
    {
        var grid = Grid("t20");
        var file = await GridData.UploadAsync(grid, GridData.Rows(4));
        var spec = GridData.Job("Not A Name", file.Id);
        var failure = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(spec with
        {
            Train = spec.Train with { Density = 2, Kind = "guess", Metric = "luck", Columns = Columns(DataColumns.MaxName + 1) },
            EarlyStopEpochs = 0,
            PublishTo = "v3",
        }));
        Assert.Equal(ErrorCodes.InvalidArgument, failure.Code);
        Assert.Equal(7, failure.Details.Count);
        Assert.Contains("a column's name of 257 characters: at most 256.", failure.Details);

        var absent = GridData.Job("reviews", "file-1");
        failure = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(
            absent with { Train = absent.Train with { Base = "absent", DevFile = "file-2" } }));
        Assert.Equal((ErrorCodes.InvalidArgument, 3), (failure.Code, failure.Details.Count));

        file = await grid.Files.UploadAsync(new GridFileSpec("rows"), new MemoryStream(GridData.Rows(4)));
        var binary = await grid.Files.UploadAsync(new GridFileSpec("rows.bin"), new MemoryStream([0xff, 0xfe]));
        var unlike = GridData.Job("reviews", file.Id);
        failure = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(unlike with
        {
            Train = unlike.Train with { DevFile = binary.Id, Kind = "classification", Metric = "pearson" },
        }));
        Assert.Equal((ErrorCodes.InvalidArgument, 3), (failure.Code, failure.Details.Count));
        foreach (var part in (string[])["'pearson'", "'rows' does not end in .tsv", "rows.bin"])
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);

        static DataColumns Columns(int length) => new() { Text = new string('x', length - 1), Label = new string('x', length) };
    }

    [Fact]
    public async Task Task_WithALongDescription_IsRefusedWithTheLimit()
    {
        var grid = Grid("t31");
        var spec = new TaskSpec { Name = "reviews", Description = new string('x', TaskSpec.MaxDescription) };
        var failure = await Assert.ThrowsAsync<TaskGridException>(
            () => grid.Tasks.RegisterAsync(spec with { Description = spec.Description + "x" }));
        Assert.Equal(ErrorCodes.InvalidArgument, failure.Code);
        Assert.Contains("at most 1,000 characters, not 1,001", failure.Message, StringComparison.Ordinal);
        Assert.Equal(spec, (await grid.Tasks.RegisterAsync(spec)).Spec);
    }

    // As OpenAI's clients name what they are given as bytes.
    [Fact]
    public async Task Job_OfJsonlWithoutAnExtension_IsTrained()
    {
        var grid = Grid("t24");
        var rows = Enumerable.Range(0, 24).Select(i => i % 2 == 0
            ? $$"""{"text":"a good film , number {{i}}","label":"pos"}"""
            : $$"""{"text":"a bad film , number {{i}}","label":"neg"}""");
        var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        var file = await grid.Files.UploadAsync(new GridFileSpec("upload"), content);
        var job = GridData.Job("reviews", file.Id);
        var ended = await GridData.EndAsync(
            grid, (await grid.Jobs.SubmitAsync(job with { Train = job.Train with { DevFile = file.Id } })).Id);
        Assert.Equal((JobStatus.Succeeded, null), (ended.Status, ended.Failure));
        Assert.Equal(24, ended.Result!.TrainRows);
    }
}
