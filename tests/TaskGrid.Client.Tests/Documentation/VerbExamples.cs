namespace TaskGrid.Client.Tests.Documentation;

/// <summary>The examples of the port's verbs, line for line, in an order in which they run; <see cref="VerbExampleTests"/>
/// compares and runs them.</summary>
internal static class VerbExamples
{
    /// <summary>Data files.</summary>
    public static async Task<GridFile> FilesAsync(ITaskGrid grid, string path)
    {
        await using var rows = File.OpenRead(path);
        var file = await grid.Files.UploadAsync(new GridFileSpec("reviews.tsv"), rows);

        file = await grid.Files.GetAsync(file.Id);
        Console.WriteLine($"{file.Name}, {file.Bytes} bytes");

        using var reader = new StreamReader(await grid.Files.OpenAsync(file.Id));
        Console.WriteLine(await reader.ReadLineAsync());

        var bytes = await File.ReadAllBytesAsync(path);
        var upload = await grid.Files.Uploads.BeginAsync(new GridFileSpec("more.tsv"), bytes.Length, "reviews of May");

        var part = await grid.Files.Uploads.AddPartAsync(upload.Id, new MemoryStream(bytes));

        upload = await grid.Files.Uploads.GetAsync(upload.Id);
        Console.WriteLine($"{upload.Parts.Sum(each => each.Bytes)} of {upload.Bytes} bytes are there");

        var more = await grid.Files.Uploads.CompleteAsync(upload.Id, [part.Id]);
        Assert.Equal(file.Sha256, more.Sha256);

        await grid.Files.Uploads.CancelAsync(upload.Id);

        foreach (var each in (await grid.Files.ListAsync(new PageRequest())).Items) Console.WriteLine(each.Name);
        return file;
    }

    /// <summary>A job, to its end.</summary>
    public static async Task JobsAsync(ITaskGrid grid, GridFile file)
    {
        var reviews = new TaskSpec { Name = "reviews", KeepVersions = 5, KeepFor = TimeSpan.FromDays(90) };
        await grid.Tasks.RegisterAsync(reviews);

        await grid.Tasks.SetSpecAsync(reviews with { Description = "What viewers say", KeepVersions = 10 });

        var spec = new JobSpec { Train = new TrainSpec { Task = "reviews", Base = "tg-mini", TrainFile = file.Id } };
        var job = await grid.Jobs.SubmitAsync(spec, idempotencyKey: "reviews of May");

        await grid.Jobs.PauseAsync(job.Id);

        await grid.Jobs.ResumeAsync(job.Id);

        job = await grid.Jobs.GetAsync(job.Id);
        Console.WriteLine($"{job.Status}, step {job.Step} of {job.Steps}, likely done at {job.EstimatedEnd:t}");

        foreach (var each in (await grid.Jobs.ListAsync("reviews", new PageRequest())).Items) Console.WriteLine(each.Id);

        Console.WriteLine($"{(await grid.Jobs.ListUnfinishedAsync()).Count} jobs have not ended");

        await foreach (var each in grid.Jobs.WatchAsync(job.Id)) Console.WriteLine($"{each.Sequence}: {each.Message}");

        var events = await grid.Jobs.ListEventsAsync(job.Id, after: 2, limit: 10);
        foreach (var each in events.Items) Console.WriteLine($"{each.At:t} {each.Kind}: {each.Message}");

        job = await grid.Jobs.WaitForCompletionAsync(
            job.Id, new Progress<JobEvent>(each => Console.WriteLine(each.Message)));
        Console.WriteLine(job.RequireResult().Value);

        using var patience = new CancellationTokenSource(TimeSpan.FromHours(1));
        job = await grid.Jobs.CompleteOrCancelAsync(job.Id, progress: null, patience.Token);

        await grid.Jobs.CancelAsync(job.Id);
    }

    /// <summary>Versions and aliases of what was trained.</summary>
    public static async Task TasksAsync(ITaskGrid grid)
    {
        await using (var diff = await grid.Tasks.OpenDiffAsync("reviews", 1))
        await using (var copy = File.Create("reviews.tgdiff")) await diff.CopyToAsync(copy);

        await using var stored = File.OpenRead("reviews.tgdiff");
        var version = await grid.Tasks.ImportVersionAsync("reviews", stored, publishTo: "canary");
        Assert.Equal(2, version.Number);

        await grid.Tasks.SetAliasAsync("reviews", "canary", [new(1, 90), new(2, 10)]);

        await grid.Tasks.PrefetchAsync("reviews", 1);

        await grid.Tasks.PinVersionAsync("reviews", 1);
        await grid.Tasks.PinVersionAsync("reviews", 1, isPinned: false);

        await grid.Tasks.SetAliasAsync("reviews", "live", [new(2)]);
        await grid.Tasks.RollBackAliasAsync("reviews", "live");

        var task = await grid.Tasks.GetAsync("reviews");
        foreach (var each in task.Versions) Console.WriteLine($"v{each.Number}: {each.Info.Metric} {each.Info.Value}");
        Assert.Equal(1, task.FindAlias("live").Targets.Single().Version);

        foreach (var each in (await grid.Tasks.ListAsync(new PageRequest())).Items) Console.WriteLine(each.Spec.Name);

        await grid.Tasks.SetAliasAsync("reviews", "canary", [new(1)]);
        await grid.Tasks.DeleteVersionAsync("reviews", 2);
        await grid.Tasks.DeleteAliasAsync("reviews", "canary");
    }

    /// <summary>Answers, and what serves them.</summary>
    public static async Task AnswersAsync(TaskGridClient grid, GridFile file)
    {
        var answer = await grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] });
        Console.WriteLine(answer.Predictions[0].Label);

        var outcomes = await grid.PredictManyAsync(
            [new() { Model = "reviews", Inputs = [new("good")] }, new() { Model = "reviews@v1", Inputs = [new("bad")] }]);
        foreach (var each in outcomes) Console.WriteLine(each.Error?.Message ?? each.Result.Predictions[0].Label);

        var result = await grid.EvaluateAsync(new EvaluateRequest { Model = "reviews@v1", File = file.Id });
        Console.WriteLine($"{result.Metric} {result.Value:0.000} over {result.Rows} rows");

        foreach (var each in await grid.ListNodesAsync()) Console.WriteLine(each.Name);

        foreach (var each in await grid.Bases.ListAsync()) Console.WriteLine(each.Name);

        var words = await grid.Bases.FillAsync("tg-mini", "the film was [MASK] .", top: 3);
        Console.WriteLine(string.Join(' ', words.Select(word => word.Token)));

        var encoding = await grid.Bases.EncodeAsync("tg-mini", new TextInput("a good film"));
        Console.WriteLine($"{encoding.Ids.Count} tokens, a vector of {encoding.Cls.Count}");
    }

    /// <summary>The end of it.</summary>
    public static async Task RemovalsAsync(ITaskGrid grid, GridFile file)
    {
        await grid.Tasks.DeleteAsync("reviews");

        await grid.Files.DeleteAsync(file.Id);
    }
}
