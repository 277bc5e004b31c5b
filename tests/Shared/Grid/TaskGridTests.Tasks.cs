namespace TaskGrid.Tests.Grid;

/// <summary>What is declared of tasks, and what their versions tell.</summary>
public abstract partial class TaskGridTests
{
    [Fact]
    public async Task Job_PublishedNowhere_MakesAVersionThatNoAliasNames()
    {
        var grid = Grid("t-aside");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id) with { PublishTo = null });
        Assert.Equal(1, (await GridData.EndAsync(grid, job.Id)).Result!.Version);

        Assert.Empty((await grid.Tasks.GetAsync("reviews")).Aliases);
        var request = new PredictRequest { Model = "reviews", Inputs = [new("a good film")] };
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.PredictAsync(request));
        Assert.Equal(ErrorCodes.AliasNotFound, error.Code);
        Assert.Contains("v1", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await grid.PredictAsync(request with { Model = "reviews@v1" })).Version);
    }

    [Fact]
    public async Task SetSpec_OfATask_ReplacesDescriptionAndRulesOnce()
    {
        var grid = Grid("t-spec");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        using var diff = new MemoryStream();
        await using (var stored = await grid.Tasks.OpenDiffAsync("reviews", 1)) await stored.CopyToAsync(diff);
        for (var version = 2; version <= 3; version++)
            await grid.Tasks.ImportVersionAsync("reviews", new MemoryStream(diff.ToArray()));
        var spec = new TaskSpec { Name = "reviews", Description = "films", KeepVersions = 1, KeepFor = TimeSpan.FromDays(9) };

        var task = await grid.Tasks.SetSpecAsync(spec, "films");
        Assert.Equal(spec, task.Spec);
        Assert.Equal([2, 3], task.Versions.Select(version => version.Number)); // live would be rolled back to v2
        Assert.Equal(spec, (await grid.Tasks.GetAsync("reviews")).Spec);
        var bare = new TaskSpec { Name = "reviews" };
        Assert.Equal(bare, (await grid.Tasks.SetSpecAsync(bare)).Spec);
        Assert.Equal(bare, (await grid.Tasks.SetSpecAsync(spec, "films")).Spec);
        await AssertCodeAsync(ErrorCodes.IdempotencyConflict, () => grid.Tasks.SetSpecAsync(bare, "films"));

        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.SetSpecAsync(new TaskSpec { Name = "absent" }));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => Grid("t-spec-2").Tasks.SetSpecAsync(spec));
        var wrong = await Assert.ThrowsAsync<TaskGridException>(
            () => grid.Tasks.SetSpecAsync(spec with { KeepVersions = 0, KeepFor = TimeSpan.Zero }));
        Assert.Equal((ErrorCodes.InvalidArgument, 2), (wrong.Code, wrong.Details.Count));
        await AssertCodeAsync(ErrorCodes.InvalidName, () => grid.Tasks.SetSpecAsync(spec with { Name = "Not A Name" }));
    }

    [Fact]
    public async Task Versions_OfATask_HaveTheRecordOfTheirTrainingButNotInPages()
    {
        var grid = Grid("t-record");
        var file = await GridData.UploadAsync(grid, GridData.Rows(40));
        var spec = GridData.Job("reviews", file.Id);
        var job = await grid.Jobs.SubmitAsync(spec with { Train = spec.Train with { Seed = 3, LearningRate = 0.002 } });
        var result = (await GridData.EndAsync(grid, job.Id)).Result!;

        var version = (await grid.Tasks.GetAsync("reviews")).Versions.Single();
        var record = version.Training!;
        Assert.Equal(
            (SampleBases.Name, 3, 0.002, 1, 4, "fp32", 1),
            (record.Base, record.Seed, record.LearningRate, record.Epochs, record.BatchSize, record.Precision, record.Threads));
        Assert.Equal(
            (result.Method, result.Metric, result.Value, result.MajorityValue, result.TrainRows, result.DevRows, result.Steps),
            (record.Method, record.Metric, record.Value, record.MajorityValue, record.TrainRows, record.DevRows, record.Steps));
        await using var diff = await grid.Tasks.OpenDiffAsync("reviews", 1);
        Assert.Equal(record, (await grid.Tasks.ImportVersionAsync("copy", diff)).Training);
        foreach (var each in (await grid.Tasks.ListAsync(new PageRequest())).Items) Assert.Null(each.Versions.Single().Training);
    }
}
