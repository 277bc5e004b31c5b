using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TaskGrid.Node;
using TaskGrid.Samples;
using TaskGrid.Storage;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Demo;

/// <summary>
/// The demo: one base, three tasks, each learned twice (as a sparse diff, and by full fine-tuning to compare with), one
/// table, some answers, and the proof that the base is untouched.
/// </summary>
/// <param name="store">Where everything is kept.</param>
/// <param name="console">Where it is shown.</param>
/// <param name="sizes">Rows of each task; null: as many as two cores learn in less than five minutes.</param>
/// <param name="epochs">Passes over them, in each phase.</param>
internal sealed class DemoRun(string store, IAnsiConsole console, SampleSizes? sizes = null, int epochs = 5)
{
    private const string Base = "tg-mini";
    private const int Seed = 1;

    private readonly SampleSizes _sizes = sizes ?? new(Train: 2000, Dev: 400, Test: 500);

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
        var files = Tasks.ToDictionary(task => task.Name, task => SampleFiles.Write(task, folder, _sizes, Seed));
        console.WriteLine();
        foreach (var task in Tasks) console.WriteLine($"Task {task.Name}: {task.Question}");
        console.WriteLine("\nEach is learned as a sparse diff and, to compare with, by full fine-tuning; two at a time.");
        var trained = await TrainAllAsync(grid, files, cancellationToken);
        var results = new List<DemoResult>();
        foreach (var (name, sparse, full) in trained)
        {
            var test = await UploadAsync(grid, files[name].Test, cancellationToken);
            results.Add(new DemoResult(
                name, sparse, full, await EvaluateAsync(name), await EvaluateAsync(FullOf(name)),
                Constant(files[name], sparse.Metric)));
            await grid.Tasks.DeleteAsync(FullOf(name), cancellationToken: cancellationToken);
            await grid.Files.DeleteAsync(test, null, cancellationToken);

            Task<EvaluationResult> EvaluateAsync(string model) =>
                grid.EvaluateAsync(new EvaluateRequest { Model = model, File = test }, cancellationToken);
        }

        DemoTable.Write(console, info, results);
        await DemoAnswers.WriteAsync(console, grid, Tasks, _sizes, Seed);
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

    private static string FullOf(string task) => task + "-full";

    private static double Constant(SampleFiles files, string metric)
    {
        var data = TaskData.Load(files.Train, files.Test, new DataColumns(), null, Seed);
        return MetricCatalog.Get(metric).Baseline(data.Train.Targets.AsSpan(), data.Dev.Targets.AsSpan());
    }

    // Two runs on half of the processors each take less time than one after the other on all; the longer ones begin.
    private Task<IReadOnlyList<(string Name, TrainResult Sparse, TrainResult Full)>> TrainAllAsync(
        ITaskGrid grid, Dictionary<string, SampleFiles> files, CancellationToken cancellationToken) =>
        DemoProgress.RunAsync<IReadOnlyList<(string, TrainResult, TrainResult)>>(console, async report =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var runs = new List<Task<JobSnapshot>>();
            try
            {
                foreach (var task in Tasks) await StartAsync(task.Name, files[task.Name], "diff-pruning");
                foreach (var task in Tasks) await StartAsync(FullOf(task.Name), files[task.Name], "full");
                await foreach (var ended in Task.WhenEach(runs)) (await ended).RequireResult();
            }
            catch
            {
                // If one fails, the others end too.
                await stop.CancelAsync();
                await ((Task)Task.WhenAll(runs)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            var results = (await Task.WhenAll(runs)).Select(job => job.RequireResult()).ToArray();
            return [.. Tasks.Select((task, i) => (task.Name, results[i], results[i + Tasks.Length]))];

            async Task StartAsync(string name, SampleFiles rows, string method)
            {
                var job = await SubmitAsync(grid, name, rows, method, stop.Token);
                runs.Add(grid.Jobs.CompleteOrCancelAsync(job.Id, report(name), stop.Token));
            }
        });

    private async Task<JobSnapshot> SubmitAsync(
        ITaskGrid grid, string name, SampleFiles files, string method, CancellationToken cancellationToken)
    {
        var uploaded = new List<string>();
        try
        {
            foreach (var path in new[] { files.Train, files.Dev })
                uploaded.Add(await UploadAsync(grid, path, cancellationToken));
            var spec = new TrainSpec
            {
                Task = name,
                Base = Base,
                TrainFile = uploaded[0],
                DevFile = uploaded[1],
                Method = method,
                Structured = method == "diff-pruning",
                Epochs = epochs,
                Seed = Seed,
                Threads = Math.Max(1, Environment.ProcessorCount / 2),
            };
            return await grid.Jobs.SubmitAsync(new JobSpec { Train = spec }, null, CancellationToken.None);
        }
        finally
        {
            // The job keeps what it needs.
            foreach (var file in uploaded) await grid.Files.DeleteAsync(file, null, CancellationToken.None);
        }
    }

    private static async Task<string> UploadAsync(ITaskGrid grid, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var spec = new GridFileSpec(Path.GetFileName(path));
        return (await grid.Files.UploadAsync(spec, content, null, cancellationToken)).Id;
    }
}
