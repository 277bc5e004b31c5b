namespace TaskGrid.Tests.Grid;

/// <summary>Changes that are asked for twice with one idempotency key.</summary>
public abstract partial class TaskGridTests
{
    [Fact]
    public async Task IdempotencyKeys_OfAliasesAndVersions_ChangeThemOnce()
    {
        var grid = Grid("t15");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        using var diff = new MemoryStream();
        await using (var stored = await grid.Tasks.OpenDiffAsync("reviews", 1)) await stored.CopyToAsync(diff);
        for (var version = 2; version <= 3; version++)
        {
            var key = $"import {version}";
            Assert.Equal(version, await ImportAsync(key, "live"));
            Assert.Equal(version, await ImportAsync(key, "live"));
        }

        await AssertCodeAsync(ErrorCodes.IdempotencyConflict, () => ImportAsync("import 3", "canary"));
        Assert.Equal(3, (await grid.Tasks.GetAsync("reviews")).Versions.Count);

        Assert.Equal(2, VersionOf(await grid.Tasks.RollBackAliasAsync("reviews", "live", "back")));
        Assert.Equal(2, VersionOf(await grid.Tasks.RollBackAliasAsync("reviews", "live", "back")));
        Assert.Equal(1, VersionOf(await grid.Tasks.RollBackAliasAsync("reviews", "live", "further back")));

        await grid.Tasks.SetAliasAsync("reviews", "live", [new(3)], "to 3");
        await grid.Tasks.SetAliasAsync("reviews", "live", [new(2)]);
        Assert.Equal(2, VersionOf(await grid.Tasks.SetAliasAsync("reviews", "live", [new(3)], "to 3")));
        await AssertCodeAsync(
            ErrorCodes.IdempotencyConflict, () => grid.Tasks.SetAliasAsync("reviews", "live", [new(1)], "to 3"));
        await AssertCodeAsync(
            ErrorCodes.InvalidArgument, () => grid.Tasks.SetAliasAsync("reviews", "live", [new(1)], new string('x', 200)));

        await grid.Tasks.DeleteVersionAsync("reviews", 3, "without 3");
        await grid.Tasks.DeleteVersionAsync("reviews", 3, "without 3");
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => grid.Tasks.DeleteVersionAsync("reviews", 3, "again"));

        await grid.Tasks.DeleteAliasAsync("reviews", "live", "without live");
        await grid.Tasks.DeleteAliasAsync("reviews", "live", "without live");
        await AssertCodeAsync(ErrorCodes.AliasNotFound, () => grid.Tasks.DeleteAliasAsync("reviews", "live", "again"));
        await AssertCodeAsync(ErrorCodes.VersionInUse, () => grid.Tasks.DeleteAsync("reviews", "all", onlyVersion: 1));
        await grid.Tasks.DeleteVersionAsync("reviews", 2);
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => grid.Tasks.DeleteAsync("reviews", "none", onlyVersion: 2));
        await grid.Tasks.DeleteAsync("reviews", "all", onlyVersion: 1);
        await grid.Tasks.DeleteAsync("reviews", "all", onlyVersion: 1);
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.GetAsync("reviews"));

        async Task<int> ImportAsync(string key, string alias) => (await grid.Tasks.ImportVersionAsync(
            "reviews", new MemoryStream(diff.ToArray()), alias, key)).Number;

        static int VersionOf(AliasSnapshot alias) => alias.Targets.Single().Version;
    }

    [Fact]
    public async Task Task_ThatWasDeleted_LeavesItsNumbersAndWhatWasAskedFor()
    {
        var grid = Grid("t30");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        using var diff = new MemoryStream();
        await using (var stored = await grid.Tasks.OpenDiffAsync("reviews", 1)) await stored.CopyToAsync(diff);
        Assert.Equal(1, await ImportAsync("films", "first"));
        await grid.Tasks.DeleteAsync("films", "away", onlyVersion: 1);
        await grid.Tasks.RegisterAsync(new TaskSpec { Name = "plays" });
        await grid.Tasks.DeleteAsync("plays");

        Assert.Equal(["reviews"], (await grid.Tasks.ListAsync(new PageRequest())).Items.Select(task => task.Spec.Name));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.GetAsync("films"));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.SetAliasAsync("films", "live", [new(1)]));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.DeleteAsync("films"));
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => ImportAsync("films", "first"));
        await AssertCodeAsync(ErrorCodes.IdempotencyConflict, () => ImportAsync("films", "first", "canary"));

        Assert.Equal(2, await ImportAsync("films", "second"));
        await AssertCodeAsync(ErrorCodes.VersionNotFound, () => ImportAsync("films", "first"));
        await grid.Tasks.DeleteAsync("films", "away", onlyVersion: 1);
        await grid.Tasks.DeleteAsync("films");
        await grid.Tasks.RegisterAsync(new TaskSpec { Name = "films", Description = "anew" });
        Assert.Equal(3, await ImportAsync("films", "third"));
        Assert.Equal("anew", (await grid.Tasks.GetAsync("films")).Spec.Description);

        async Task<int> ImportAsync(string task, string key, string? alias = null) =>
            (await grid.Tasks.ImportVersionAsync(task, new MemoryStream(diff.ToArray()), alias, key)).Number;
    }

    [Fact]
    public async Task IdempotencyKeys_OfRemovals_TouchNothingThatWasMadeSince()
    {
        var grid = Grid("t16");
        await AssertCodeAsync(ErrorCodes.TaskNotFound, () => grid.Tasks.DeleteAsync("reviews", "away"));
        await grid.Tasks.RegisterAsync(new TaskSpec { Name = "reviews" });
        await grid.Tasks.DeleteAsync("reviews", "away");
        await grid.Tasks.DeleteAsync("reviews", "away");
        await grid.Tasks.RegisterAsync(new TaskSpec { Name = "reviews", Description = "another one" });
        await grid.Tasks.DeleteAsync("reviews", "away");
        Assert.Equal("another one", (await grid.Tasks.GetAsync("reviews")).Spec.Description);
        await AssertCodeAsync(ErrorCodes.IdempotencyConflict, () => grid.Tasks.DeleteAsync("other", "away"));

        var file = await GridData.UploadAsync(grid, GridData.Rows(20));
        await grid.Files.DeleteAsync(file.Id, "file away");
        await grid.Files.DeleteAsync(file.Id, "file away");
        await AssertCodeAsync(ErrorCodes.FileNotFound, () => grid.Files.DeleteAsync(file.Id));
        file = await GridData.UploadAsync(grid, GridData.Rows(20), "file");
        Assert.Equal(file.Id, (await GridData.UploadAsync(grid, GridData.Rows(20), "file")).Id);
        await grid.Files.DeleteAsync(file.Id);
        await AssertCodeAsync(ErrorCodes.FileNotFound, () => GridData.UploadAsync(grid, GridData.Rows(20), "file"));
        var parted = await grid.Files.Uploads.BeginAsync(new GridFileSpec("rows.tsv"), 1);
        var part = await grid.Files.Uploads.AddPartAsync(parted.Id, new MemoryStream([1]));
        file = await grid.Files.Uploads.CompleteAsync(parted.Id, [part.Id]);
        Assert.Equal(file.Id, (await grid.Files.Uploads.CompleteAsync(parted.Id, [part.Id])).Id);
        await grid.Files.DeleteAsync(file.Id);
        await AssertCodeAsync(ErrorCodes.FileNotFound, () => grid.Files.Uploads.CompleteAsync(parted.Id, [part.Id]));
        var upload = await grid.Files.Uploads.BeginAsync(new GridFileSpec("rows.tsv"), 9);
        await grid.Files.Uploads.CancelAsync(upload.Id, "upload away");
        await grid.Files.Uploads.CancelAsync(upload.Id, "upload away");
        await AssertCodeAsync(ErrorCodes.UploadNotFound, () => grid.Files.Uploads.CancelAsync(upload.Id));
    }

    [Fact]
    public async Task IdempotencyKeys_OfWishes_TellThemOnce()
    {
        var grid = Grid("t17");
        var file = await GridData.UploadAsync(grid, GridData.Rows(200));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 50));
        await grid.Jobs.PauseAsync(job.Id, "stop");
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Status == JobStatus.Paused);
        await grid.Jobs.ResumeAsync(job.Id, "go on");
        Assert.NotEqual(JobStatus.Paused, (await grid.Jobs.PauseAsync(job.Id, "stop")).Status);
        await EventuallyAsync(async () => (await grid.Jobs.GetAsync(job.Id)).Status == JobStatus.Running);
        await grid.Jobs.CancelAsync(job.Id, "end");
        await GridData.EndAsync(grid, job.Id);
        Assert.Equal(JobStatus.Cancelled, (await grid.Jobs.PauseAsync(job.Id, "stop")).Status);
        await AssertCodeAsync(ErrorCodes.JobEnded, () => grid.Jobs.PauseAsync(job.Id, "stop again"));
    }
}
