using System.Diagnostics;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>
/// A working set that is four times as large as the memory for it, asked for by Zipf's law: throughput beside that of everything in
/// memory, and what the misses explain of the difference. Through the whole node, store and local disk included.
/// </summary>
/// <param name="shape">The base's shape.</param>
/// <param name="bases">The folder of its base.</param>
/// <param name="duration">How long each of the two is measured.</param>
/// <param name="progress">Where to say how far it is.</param>
internal sealed class WorkingSetFigures(BertShape shape, string bases, TimeSpan duration, ProgressLine progress)
{
    private const int Tasks = 64, Callers = 16, Words = 30, Larger = 4;
    private const double LeastOfExplained = 0.95;

    private readonly double[] _shares = [.. Enumerable.Range(1, Tasks).Select(rank => 1.0 / rank)];

    /// <summary>Measures.</summary>
    /// <param name="model">The base.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(BaseModel model, CancellationToken cancellationToken)
    {
        var label = FormattableString.Invariant($"{shape.Name}, fp32, {Tasks} tasks, Zipf, {Callers} callers");
        progress.Update(label);
        var folder = Directory.CreateTempSubdirectory("taskgrid-bench-").FullName;
        try
        {
            long bytes;
            (double PerSecond, double Misses, double LoadSeconds) all, quarter;
            await using (var grid = await StartAsync(folder, long.MaxValue, cancellationToken))
            {
                for (var task = 0; task < Tasks; task++)
                {
                    using var file = new MemoryStream();
                    DiffFile.Write(file, ServedTasks.Create(model, task), ValueFormat.Fp16);
                    file.Position = 0;
                    await Of(grid).Tasks.ImportVersionAsync(Name(task), file, cancellationToken: cancellationToken);
                    await Of(grid).Tasks.PrefetchAsync(Name(task), 1, cancellationToken);
                }

                bytes = (await ResidencyAsync(grid)).Memory.Bytes;
                all = await RunAsync(grid, cancellationToken);
            }

            await using (var grid = await StartAsync(folder, bytes / Larger, cancellationToken))
            {
                for (var task = Tasks - 1; task >= 0; task--)
                    await Of(grid).Tasks.PrefetchAsync(Name(task), 1, cancellationToken);
                quarter = await RunAsync(grid, cancellationToken);
            }

            var explained = 1 / ((1 / all.PerSecond) + (quarter.Misses * quarter.LoadSeconds));
            Figure[] figures =
            [
                new($"{label}: all in memory", all.PerSecond, "requests/s"),
                new($"{label}: {Larger} times the memory for them", quarter.PerSecond, "requests/s"),
                new($"{label}: misses there", 100 * quarter.Misses, "%"),
                new($"{label}: work of a load", 1000 * quarter.LoadSeconds, "ms"),
                new($"{label}: over what misses and loads explain", quarter.PerSecond / explained, "x", Goal.AtLeast(LeastOfExplained)),
            ];
            foreach (var figure in figures) progress.Print(FormattableString.Invariant($"{figure.Name} {figure.Value:0.###} {figure.Unit}"));
            return figures;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<EmbeddedGrid> StartAsync(string folder, long maxResidentBytes, CancellationToken cancellationToken) =>
        EmbeddedGrid.StartAsync(
            new FileBlobStore(Path.Combine(folder, "store")),
            bases,
            new EmbeddedGridOptions
            {
                Slots = 0, LocalFolder = Path.Combine(folder, "local"), MaxResidentBytes = maxResidentBytes, RefreshEvery = TimeSpan.FromHours(1),
            },
            cancellationToken: cancellationToken);

    // Each caller asks again when it is answered.
    private async Task<(double PerSecond, double Misses, double LoadSeconds)> RunAsync(
        EmbeddedGrid grid, CancellationToken cancellationToken)
    {
        await AskAsync(grid, duration / 4, cancellationToken); // warms
        var before = await ResidencyAsync(grid);
        var clock = Stopwatch.StartNew();
        var answers = await AskAsync(grid, duration, cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        var after = await ResidencyAsync(grid);
        var loads = after.Loads - before.Loads;
        return (answers / seconds, (double)loads / answers, loads == 0 ? 0 : (after.LoadSeconds - before.LoadSeconds) / loads);
    }

    private async Task<long> AskAsync(EmbeddedGrid grid, TimeSpan time, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                var random = new Random(caller);
                var count = 0L;
                while (clock.Elapsed < time)
                {
                    var words = string.Join(' ', Enumerable.Range(0, Words).Select(_ => $"w{random.Next(1000)}"));
                    var request = new PredictRequest { Model = Name(Draw(random)), Inputs = [new TextInput(words)] };
                    await Of(grid).PredictAsync(request, cancellationToken);
                    count++;
                }

                return count;
            },
            cancellationToken)));
        return counts.Sum();
    }

    private int Draw(Random random)
    {
        var point = random.NextDouble() * _shares.Sum();
        var task = 0;
        while (task < Tasks - 1 && (point -= _shares[task]) >= 0) task++;
        return task;
    }

    private static ITaskGrid Of(EmbeddedGrid grid) => grid.ForTenant("bench");

    private static async Task<ResidencySnapshot> ResidencyAsync(EmbeddedGrid grid) =>
        (await Of(grid).ListNodesAsync())[0].Residency!;

    private static string Name(int task) => FormattableString.Invariant($"task-{task}");
}
