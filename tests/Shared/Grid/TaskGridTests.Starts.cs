using System.Text;
using System.Text.Json;
using TaskGrid.Diffs;

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
    public async Task Job_WithAPositiveLabel_IsMeasuredByItFromThenOn()
    {
        var grid = Grid("t32");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        var spec = GridData.Job("reviews", file.Id);
        var train = spec.Train with { Method = "last-layer", Structured = false, Metric = "f1", Positive = "neg" };
        var job = await GridData.EndAsync(grid, (await grid.Jobs.SubmitAsync(spec with { Train = train })).Id);
        Assert.Equal((JobStatus.Succeeded, "neg"), (job.Status, job.Result!.Positive));
        var version = (await grid.Tasks.GetAsync("reviews")).Versions.Single();
        Assert.Equal(["pos", "neg"], version.Info.Labels);

        // Rows of one label alone: only for that one is F1 above 0.
        var rows = string.Join('\n', Encoding.UTF8.GetString(GridData.Rows(20)).Split('\n')
            .Where(line => !line.EndsWith("\tpos", StringComparison.Ordinal)));
        var evaluated = await grid.EvaluateAsync(new EvaluateRequest
        {
            Model = "reviews", File = (await GridData.UploadAsync(grid, Encoding.UTF8.GetBytes(rows))).Id,
        });
        Assert.Equal(("f1", "neg"), (evaluated.Metric, evaluated.Positive));
        var right = evaluated.Metrics["accuracy"];
        Assert.Equal(2 * right / (1 + right), evaluated.Value, 1e-9);
    }

    [Fact]
    public async Task Job_OfWholeTensors_TellsTheDensityThatItHas()
    {
        var grid = Grid("t33");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        var spec = GridData.Job("reviews", file.Id);
        var train = spec.Train with { Method = "bitfit", Structured = false };
        var job = await GridData.EndAsync(grid, (await grid.Jobs.SubmitAsync(spec with { Train = train })).Id);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        await using var stored = await grid.Tasks.OpenDiffAsync("reviews", 1);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy);
        using var record = JsonDocument.Parse(DiffFile.Read(copy.ToArray()).TrainingRecordJson);
        Assert.Equal(job.Result!.Density, record.RootElement.GetProperty("density").GetDouble(), 1e-12);
        var refused = await Assert.ThrowsAsync<TaskGridException>(
            () => grid.Jobs.SubmitAsync(spec with { Train = train with { Density = 0.01 } }));
        Assert.Equal(ErrorCodes.InvalidArgument, refused.Code);
        Assert.Contains("'bitfit'", refused.Message, StringComparison.Ordinal);
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

        failure = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(spec with
        {
            Train = spec.Train with
            {
                Task = "reviews", Structured = false, Method = "full", Density = 0.01, FirstLearningRate = 2, Positive = "pos",
            },
        }));
        Assert.Equal((ErrorCodes.InvalidArgument, 4), (failure.Code, failure.Details.Count));

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
