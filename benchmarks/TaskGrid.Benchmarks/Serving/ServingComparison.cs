using System.Diagnostics;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Workers;
using TaskGrid.Models;
using TaskGrid.Serving;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>The modes, the base alone and PyTorch, which take turns with the same batches.</summary>
/// <param name="modes">The servers.</param>
/// <param name="tasks">Resident tasks.</param>
/// <param name="torch">The process of PyTorch.</param>
/// <param name="adapters">Tasks whose adapters are stacked there; further tasks take theirs.</param>
/// <param name="rounds">How many turns.</param>
/// <param name="progress">Where to say how far it is.</param>
internal sealed class ServingComparison(
    ServedModes modes, IReadOnlyList<ResidentTask> tasks, WorkerProcess torch, int adapters, int rounds, ProgressLine progress)
{
    // So many calls that the clock and a stray interrupt do not count.
    private const int SingleCalls = 10, MostWarming = 1000;

    private const int Few = 64, Many = 2048;
    private const double LeastOfFew = 0.85;

    private readonly Random _random = new(1);

    /// <summary>One case.</summary>
    /// <param name="item">The case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Figure>> RunAsync(ServingCase item, CancellationToken cancellationToken)
    {
        progress.Update(item.Label);
        int[] drawn = [];
        List<ServingRow> rows = [];
        var ways = new List<(string Name, Func<Task<(double Wall, double Cpu)>> Time)>
        {
            ("base alone", () => Timed(() => modes.ScoreBase(rows))),
            ("mixed", () => Timed(() => modes.Mixed.Score(rows))),
            ("the mode that is chosen", () => Timed(() => modes.Chosen.Score(rows))),
            ("switch only", () => Timed(() => modes.Switch.Score(rows))),
            ("separate copies", () => Timed(() => modes.Merged.Score(rows))),
            ("PyTorch, a merged model per task", () => TorchAsync(new(drawn, Batched: false), cancellationToken)),
            ($"PyTorch, batched LoRA ({LoraAdapter.Description})", () => TorchAsync(Batched(drawn), cancellationToken)),
        };
        var times = ways.ConvertAll(_ => new List<(double Wall, double Cpu)>());
        for (var round = -1; round < rounds; round++)
        {
            var (others, all) = (item.Draw(_random), item.Draw(_random));
            for (var turn = 0; turn < ways.Count; turn++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var way = (round + 1 + turn) % ways.Count; // Each round begins with another one.
                // A batch that does not count: what whoever has waited needs may be in no cache any more, or not in memory.
                Take(others);
                await ways[way].Time();
                Take(all);
                var time = await ways[way].Time();
                if (round >= 0) times[way].Add(time); // The first batch compiles and warms.
            }
        }

        void Take(int[] some)
        {
            drawn = some;
            rows = [.. some.Select(task => new ServingRow(tasks[task], Input(item)))];
        }

        var figures = new List<Figure>
        {
            new($"{item.Label}: mixed over base alone", Ratio(times[0], times[1], time => time.Wall), "x", GoalOf(item)),
            new($"{item.Label}: mixed over base alone, processor time", Ratio(times[0], times[1], time => time.Cpu), "x"),
            new($"{item.Label}: mixed over PyTorch's batched LoRA", Ratio(times[^1], times[1], time => time.Wall), "x"),
            new($"{item.Label}: mixed over PyTorch's batched LoRA, processor time", Ratio(times[^1], times[1], time => time.Cpu), "x"),
        };
        for (var way = 0; way < ways.Count; way++)
        {
            figures.Add(new Figure(
                $"{item.Label}: {ways[way].Name}", item.Rows / Median.Of(times[way].Select(time => time.Wall)), "requests/s"));
        }

        foreach (var figure in figures) progress.Print(FormattableString.Invariant($"{figure.Name} {figure.Value:0.###} {figure.Unit}"));
        return figures;
    }

    /// <summary>What many resident tasks cost: mixed requests a second with 2,048 of them over those with 64.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="figures">What was measured for them.</param>
    public static IEnumerable<Figure> ManyOverFew(IEnumerable<ServingCase> cases, IReadOnlyList<Figure> figures)
    {
        double? Rate(ServingCase item) => figures.FirstOrDefault(figure => figure.Name == $"{item.Label}: mixed")?.Value;
        return
            from many in cases
            where many.Tasks == Many
            let few = many with { Tasks = Few }
            where Rate(few) is not null
            select new Figure(
                $"{many.Label}: mixed over that with {Few} tasks", Rate(many)!.Value / Rate(few)!.Value, "x", Goal.AtLeast(LeastOfFew));
    }

    /// <summary>One request at a time for one task, against PyTorch.</summary>
    public async Task<IReadOnlyList<Figure>> SingleAsync(ServingCase item, CancellationToken cancellationToken)
    {
        var label = FormattableString.Invariant(
            $"{item.Shape.Name}, {(item.Half ? "bf16" : "fp32")}, {item.Tokens} tokens, one task, batches of 1");
        progress.Update(label);
        List<ServingRow> rows = [new(tasks[0], Input(item))];
        var order = new ServingOrder([0], Batched: false);
        // A task that is asked for all the time has a copy as soon as it has paid for one.
        for (var call = 0; call < MostWarming && modes.Chosen.Status.MergedTasks == 0; call++)
            modes.Chosen.Score(rows, cancellationToken);
        var (chosen, mixed) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var (own, side, reference) = (new List<double>(), new List<double>(), new List<double>());
            for (var call = 0; call < SingleCalls; call++)
            {
                own.Add((await Timed(() => modes.Chosen.Score(rows))).Wall);
                side.Add((await Timed(() => modes.Mixed.Score(rows))).Wall);
            }

            for (var call = 0; call < SingleCalls; call++) reference.Add((await TorchAsync(order, cancellationToken)).Wall);
            if (round < 0) continue;
            chosen.Add(Median.Of(reference) / Median.Of(own));
            mixed.Add(Median.Of(reference) / Median.Of(side));
        }

        var mode = modes.Chosen.Status.LastChoice!.Value.Mode;
        progress.Print(FormattableString.Invariant(
            $"{label}: {mode} {Median.Of(chosen):0.000} x PyTorch, mixed {Median.Of(mixed):0.000} x"));
        return
        [
            new Figure($"{label}: over PyTorch with a merged model", Median.Of(chosen), "x", Goal.AtLeast(1.0)),
            new Figure($"{label}: mixed over PyTorch with a merged model", Median.Of(mixed), "x"),
        ];
    }

    private static Task<(double Wall, double Cpu)> Timed(Action call)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        call();
        return Task.FromResult(
            (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds));
    }

    private static double Ratio(
        List<(double Wall, double Cpu)> reference, List<(double Wall, double Cpu)> own, Func<(double Wall, double Cpu), double> of) =>
        Median.Of(reference.Zip(own, (first, second) => of(first) / of(second)));

    private static Goal? GoalOf(ServingCase item) =>
        item is { Shape.Name: "bert-base", Tasks: 64, Zipf: false, Tokens: 32 } ? Goal.AtLeast(item.Half ? 0.85 : 0.92) : null;

    private async Task<(double Wall, double Cpu)> TorchAsync(ServingOrder order, CancellationToken cancellationToken)
    {
        var time = await torch.AskAsync<ServingOrder, ServingTime>(order, cancellationToken);
        return (time.Seconds, time.CpuSeconds);
    }

    private ServingOrder Batched(int[] drawn) => new([.. drawn.Select(task => task % adapters)], Batched: true);

    private EncodedInput Input(ServingCase item) =>
        new([.. Enumerable.Range(0, item.Tokens).Select(_ => _random.Next(item.Shape.Vocabulary))], item.Tokens);
}
