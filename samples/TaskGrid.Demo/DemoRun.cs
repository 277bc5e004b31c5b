using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TaskGrid.Node;
using TaskGrid.Samples;

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
        using var node = LocalNode.Open(store);
        var model = Path.Combine(AppContext.BaseDirectory, "tg-mini");
        var info = (await node.Bases.ImportAsync(model, Base, null, cancellationToken)).Info;
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Base {Base}: {info.Parameters:N0} parameters, fingerprint {info.Fingerprint[..12]}, in {store}"));
        var checksum = node.Bases.Load(Base).Checksum();

        var folder = Directory.CreateDirectory(Path.Combine(store, "samples")).FullName;
        var results = new List<DemoResult>();
        foreach (var task in Tasks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            console.WriteLine($"\nTask {task.Name}: {task.Question}");
            var files = SampleFiles.Write(task, folder, Sizes, Seed);
            var sparse = Train(node, task.Name, files, "diff-pruning", cancellationToken);
            var full = Train(node, task.Name + "-full", files, "full", cancellationToken);
            results.Add(new DemoResult(
                task.Name,
                sparse,
                full,
                node.Evaluate(task.Name, files.Test, new DataColumns(), cancellationToken),
                node.Evaluate(task.Name + "-full", files.Test, new DataColumns(), cancellationToken)));
            node.DeleteTask(task.Name + "-full");
        }

        DemoTable.Write(console, info, results);
        DemoAnswers.Write(console, node, Tasks, Sizes, Seed);
        var after = node.Bases.Load(Base).Checksum();
        console.WriteLine(
            after == checksum
                ? $"\nThe base in memory is the same, bit for bit, after everything: SHA-256 {after[..16]}… before and after."
                : $"\nTHE BASE HAS CHANGED: {checksum} before, {after} after.");
        if (after != checksum) throw new TaskGridException(ErrorCodes.StoreInvalid, "The base in memory has changed.");
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Done in {clock.Elapsed:m' min 's' s'}. Next: ./taskgrid predict {Tasks[0].Name} --text \"…\" --store {store}"));
    }

    private TrainResult Train(
        LocalNode node, string name, SampleFiles files, string method, CancellationToken cancellationToken)
    {
        var spec = new TrainSpec
        {
            Task = name,
            Base = Base,
            TrainFile = files.Train,
            DevFile = files.Dev,
            Method = method,
            Structured = method == "diff-pruning",
            Epochs = Epochs,
            Seed = Seed,
        };
        TrainResult? result = null;
        DemoProgress.Run(console, method, report => result = node.Train(spec, report, cancellationToken));
        return result!;
    }
}
