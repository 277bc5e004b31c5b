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
/// <param name="device">Where it is.</param>
/// <param name="duration">How long each of the two is measured.</param>
/// <param name="progress">Where to say how far it is.</param>
internal sealed class WorkingSetFigures(BertShape shape, string bases, string device, TimeSpan duration, ProgressLine progress)
{
    private const int Tasks = 64, Callers = 16, Words = 30, Larger = 4, Rounds = 3;
    private const double LeastOfExplained = 0.95;
    private const double MostOfALoad = 30; // milliseconds, of BERT-base

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
            await using var large = await StartAsync(folder, "large", long.MaxValue, cancellationToken);
            for (var task = 0; task < Tasks; task++)
            {
                using var file = new MemoryStream();
                DiffFile.Write(file, ServedTasks.Create(model, task), ValueFormat.Fp16);
                file.Position = 0;
                await Of(large).Tasks.ImportVersionAsync(Name(task), file, cancellationToken: cancellationToken);
                await Of(large).Tasks.PrefetchAsync(Name(task), 1, cancellationToken);
            }

            var bytes = (await ResidencyAsync(large)).Memory!.Bytes;
            await using var small = await StartAsync(folder, "small", bytes / Larger, cancellationToken);
            var alone = new Sums();
            await CountAsync(small, alone, () => PrefetchAsync(small, cancellationToken)); // warms
            alone = new Sums();
            await CountAsync(small, alone, () => PrefetchAsync(small, cancellationToken));
            await AskAsync(large, duration / 4, cancellationToken); // warms
            await AskAsync(small, duration / 4, cancellationToken);
            var (all, quarter) = (new Sums(), new Sums());
            for (var round = 0; round < Rounds; round++)
            {
                await CountAsync(large, all, () => AskAsync(large, duration / Rounds, cancellationToken));
                await CountAsync(small, quarter, () => AskAsync(small, duration / Rounds, cancellationToken));
            }

            var explained = 1 / ((1 / all.PerSecond) + (quarter.Misses * quarter.SecondsOfALoad));
            var explainedWork = all.Work + (quarter.Misses * alone.CpuSeconds / alone.Loads);
            Figure[] figures =
            [
                new($"{label}: all in memory", all.PerSecond, "requests/s"),
                new($"{label}: {Larger} times the memory for them", quarter.PerSecond, "requests/s"),
                new($"{label}: misses there", 100 * quarter.Misses, "%"),
                new($"{label}: a load in the node, from its disk", 1000 * quarter.SecondsOfALoad, "ms", GoalOfALoad()),
                new($"{label}: over what misses and loads explain", quarter.PerSecond / explained, "x", Goal.AtLeast(LeastOfExplained)),
                new($"{label}: the same of processor time", explainedWork / quarter.Work, "x"),
            ];
            foreach (var figure in figures) progress.Print(FormattableString.Invariant($"{figure.Name} {figure.Value:0.###} {figure.Unit}"));
            return figures;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Goal? GoalOfALoad() => shape == BertShape.Base ? Goal.AtMost(MostOfALoad) : null;

    private Task<EmbeddedGrid> StartAsync(
        string folder, string node, long maxResidentBytes, CancellationToken cancellationToken) =>
        EmbeddedGrid.StartAsync(
            new FileBlobStore(Path.Combine(folder, "store")),
            bases,
            new EmbeddedGridOptions
            {
                Node = node,
                Device = device,
                Slots = 0,
                LocalFolder = Path.Combine(folder, "local"),
                MaxResidentBytes = maxResidentBytes,
                MaxBatchTokens = ServingCase.BatchTokens, // what each would measure by itself differs
                RefreshEvery = TimeSpan.FromHours(1),
            },
            cancellationToken: cancellationToken);

    private static async Task CountAsync(EmbeddedGrid grid, Sums sums, Func<Task<long>> work)
    {
        var before = await ResidencyAsync(grid);
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        sums.Answers += await work();
        sums.Seconds += clock.Elapsed.TotalSeconds;
        sums.CpuSeconds += (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var after = await ResidencyAsync(grid);
        sums.Loads += (after.Loads - before.Loads)!.Value;
        sums.LoadSeconds += (after.LoadSeconds - before.LoadSeconds)!.Value;
    }

    // Every task, the rarest first.
    private static async Task<long> PrefetchAsync(EmbeddedGrid grid, CancellationToken cancellationToken)
    {
        for (var task = Tasks - 1; task >= 0; task--)
            await Of(grid).Tasks.PrefetchAsync(Name(task), 1, cancellationToken);
        return Tasks;
    }

    // Each caller asks again when it is answered.
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

    private sealed class Sums
    {
        public long Answers { get; set; }

        public double Seconds { get; set; }

        public long Loads { get; set; }

        public double LoadSeconds { get; set; }

        public double CpuSeconds { get; set; }

        /// <summary>Processor time of an answer.</summary>
        public double Work => CpuSeconds / Answers;

        public double PerSecond => Answers / Seconds;

        public double Misses => (double)Loads / Answers;

        public double SecondsOfALoad => Loads == 0 ? 0 : LoadSeconds / Loads;
    }
}
