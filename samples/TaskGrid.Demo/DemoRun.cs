using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TaskGrid.Node;
using TaskGrid.Samples;
using TaskGrid.Storage;

namespace TaskGrid.Demo;

/// <summary>
/// The demo: one base, three tasks, each learned twice (as a sparse diff, and by full fine-tuning to compare with), one
/// table, some answers, and the proof that the base is untouched.
/// </summary>
internal sealed class DemoRun(string store, IAnsiConsole console)
{
    private const string Base = "tg-mini";
    private const int Seed = 1;

    // Five minutes on two cores.
    private const int Epochs = 4;
    private static readonly SampleSizes Sizes = new(Train: 2000, Dev: 400, Test: 500);

    private static readonly SampleTask[] Tasks =
        [.. SampleTasks.All.Where(task => task.Name is "opinions" or "replies" or "requests")];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var engine = await OpenAsync(cancellationToken);
        var (bases, grid) = (engine.Bases, engine.ForTenant("default"));
        var model = Path.Combine(AppContext.BaseDirectory, "tg-mini");
        var info = (await bases.ImportAsync(model, Base, null, cancellationToken)).Info;
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Base {Base}: {info.Parameters:N0} parameters, fingerprint {info.Fingerprint[..12]}, in {store}"));
        var checksum = bases.Load(Base).Checksum();

        var folder = Directory.CreateDirectory(Path.Combine(store, "samples")).FullName;
        var results = new List<DemoResult>();
        foreach (var task in Tasks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            console.WriteLine($"\nTask {task.Name}: {task.Question}");
            var files = SampleFiles.Write(task, folder, Sizes, Seed);
            var (sparse, full) = await TrainBothAsync(grid, task.Name, files, cancellationToken);
            var test = await UploadAsync(grid, files.Test, cancellationToken);
            results.Add(new DemoResult(
                task.Name,
                sparse,
                full,
                await EvaluateAsync(task.Name),
                await EvaluateAsync(task.Name + "-full")));
            await grid.Tasks.DeleteAsync(task.Name + "-full", null, cancellationToken);
            await grid.Files.DeleteAsync(test, null, cancellationToken);

            Task<EvaluationResult> EvaluateAsync(string name) =>
                grid.EvaluateAsync(new EvaluateRequest { Model = name, File = test }, cancellationToken);
        }

        DemoTable.Write(console, info, results);
        await DemoAnswers.WriteAsync(console, grid, Tasks, Sizes, Seed);
        var after = bases.Load(Base).Checksum();
        console.WriteLine(
            after == checksum
                ? $"\nThe base in memory is the same, bit for bit, after everything: SHA-256 {after[..16]}… before and after."
                : $"\nTHE BASE HAS CHANGED: {checksum} before, {after} after.");
        if (after != checksum) throw new TaskGridException(ErrorCodes.StoreInvalid, "The base in memory has changed.");
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Done in {clock.Elapsed:m' min 's' s'}. Next: ./taskgrid predict {Tasks[0].Name} --text \"…\" --store {store}"));
    }

    // Beside a server on the same store, if there is one.
    private Task<EmbeddedGrid> OpenAsync(CancellationToken cancellationToken) => EmbeddedGrid.StartAsync(
        BlobStores.Open(store),
        Path.GetFullPath(Path.Combine(store, "bases")),
        new EmbeddedGridOptions { Node = $"demo-{Guid.NewGuid():N}", IsVisitor = true, Slots = 2 },
        cancellationToken: cancellationToken);

    // Two runs on half of the processors each take less time than one after the other on all.
    private Task<(TrainResult Sparse, TrainResult Full)> TrainBothAsync(
        ITaskGrid grid, string name, SampleFiles files, CancellationToken cancellationToken) =>
        DemoProgress.RunAsync(console, async report =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task<TrainResult>[] runs =
            [
                TrainAsync(grid, name, files, "diff-pruning", report("diff-pruning"), stop.Token),
                TrainAsync(grid, name + "-full", files, "full", report("full"), stop.Token),
            ];
            // If one fails, the other one ends too.
            if ((await Task.WhenAny(runs)).IsFaulted) await stop.CancelAsync();
            var results = await Task.WhenAll(runs);
            return (results[0], results[1]);
        });

    private static async Task<TrainResult> TrainAsync(
        ITaskGrid grid,
        string name,
        SampleFiles files,
        string method,
        IProgress<JobEvent> progress,
        CancellationToken cancellationToken)
    {
        var spec = new TrainSpec
        {
            Task = name,
            Base = Base,
            TrainFile = await UploadAsync(grid, files.Train, cancellationToken),
            DevFile = await UploadAsync(grid, files.Dev, cancellationToken),
            Method = method,
            Structured = method == "diff-pruning",
            Epochs = Epochs,
            Seed = Seed,
            Threads = Math.Max(1, Environment.ProcessorCount / 2),
        };
        var job = await grid.Jobs.SubmitAsync(new JobSpec { Train = spec }, null, CancellationToken.None);
        // The job keeps what it needs.
        await grid.Files.DeleteAsync(spec.TrainFile, null, CancellationToken.None);
        await grid.Files.DeleteAsync(spec.DevFile, null, CancellationToken.None);
        return (await grid.Jobs.CompleteOrCancelAsync(job.Id, progress, cancellationToken)).RequireResult();
    }

    private static async Task<string> UploadAsync(ITaskGrid grid, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var spec = new GridFileSpec(Path.GetFileName(path));
        return (await grid.Files.UploadAsync(spec, content, null, cancellationToken)).Id;
    }
}
