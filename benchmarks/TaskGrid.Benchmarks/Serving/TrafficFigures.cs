using System.Diagnostics;
using System.Runtime.InteropServices;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Models;
using TaskGrid.Serving;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>
/// Requests of many callers, one text each, of lengths as people write them: how many are answered, how long each takes at 70 %
/// of that, and what a tenant notices of another one that floods the server.
/// </summary>
internal sealed partial class TrafficFigures
{
    private const int Callers = 64;
    private const double Load = 0.7;
    private const long MostBytesPerRequest = 2048;
    private const int LoneRequests = 25, LoneRounds = 25;

    // A p99 of fewer would be one or two answers.
    private const int LeastPaced = 1000;

    // Lengths are log-normal: half of the texts have at most 20 tokens, two thirds between 10 and 40.
    private const double MedianTokens = 20, Spread = 0.7;
    private const int FewestTokens = 4, MostTokens = 128;

    // The flood: as many texts as two batches hold, all the time.
    private const int NoisyCallers = 8, NoisyTexts = 32;
    private static readonly TimeSpan QuietEvery = TimeSpan.FromMilliseconds(50);

    private const int Texts = 4096;

    private readonly TaskServer _server;
    private readonly IReadOnlyList<ResidentTask> _tasks;
    private readonly TimeSpan _duration;
    private readonly ProgressLine _progress;
    private readonly string _shape;
    private readonly EncodedInput[] _texts;

    /// <summary>Makes the texts.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tasks">Resident tasks; each request is for one of them, at random.</param>
    /// <param name="shape">The base's shape.</param>
    /// <param name="duration">How long each part is measured.</param>
    /// <param name="progress">Where to say how far it is.</param>
    public TrafficFigures(
        TaskServer server, IReadOnlyList<ResidentTask> tasks, BertShape shape, TimeSpan duration, ProgressLine progress)
    {
        (_server, _tasks, _duration, _progress, _shape) = (server, tasks, duration, progress, shape.Name);
        var random = new Random(3);
        _texts = [.. Enumerable.Range(0, Texts).Select(_ => Text(random, shape))];
    }

    /// <summary>Measures.</summary>
    /// <param name="precision">In words.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(string precision, CancellationToken cancellationToken)
    {
        var label = FormattableString.Invariant($"{_shape}, {precision}, {_tasks.Count} tasks, {Callers} callers");
        _progress.Update(label);
        await FloodAsync(Callers, 1, _duration / 4, cancellationToken); // warms
        var before = (_server.Status, Bytes: GC.GetTotalAllocatedBytes(precise: true));
        var (answers, seconds) = await FloodAsync(Callers, 1, _duration, cancellationToken);
        var allocated = (double)(GC.GetTotalAllocatedBytes(precise: true) - before.Bytes) / answers;
        var after = _server.Status;
        var batches = after.Batching.Batches - before.Status.Batching.Batches;
        var most = answers / seconds;
        var lone = await LoneAsync();
        var paced = await PacedAsync(Load * most, cancellationToken);
        var (p50, p99) = (Percentile.Of(paced, 50), Percentile.Of(paced, 99));
        var alone = await QuietAsync(cancellationToken);
        using var ended = new CancellationTokenSource();
        var flood = FloodAsync(NoisyCallers, NoisyTexts, TimeSpan.MaxValue, ended.Token);
        var beside = await QuietAsync(cancellationToken);
        await ended.CancelAsync();
        var (texts, floodSeconds) = await flood;
        var simulated = Simulated(after).Latencies([.. _texts.Select(text => text.Ids.Length)], Load);
        Figure[] figures =
        [
            new($"{label}: answers", most, "requests/s"),
            new($"{label}: texts in a batch", (double)(after.Batching.Texts - before.Status.Batching.Texts) / batches, "texts"),
            new($"{label}: padding, of all multiplications", 100 * after.Padding, "%", Goal.AtMost(10)),
            new($"{label}: allocated in the server", allocated, "bytes/request", Goal.AtMost(MostBytesPerRequest)),
            new($"{label}: the same, one caller alone", lone, "bytes/request", Goal.AtMost(MostBytesPerRequest)),
            new($"{label}: p50 at 70 % of that", p50, "ms"),
            new($"{label}: p99 at 70 % of that", p99, "ms"),
            new($"{label}: p99 over p50 at 70 %", p99 / p50, "x", Goal.AtMost(3)),
            new($"{label}: the same, simulated with its costs", simulated.P99 / simulated.P50, "x"),
            new($"{label}: a quiet tenant alone, p99", Percentile.Of(alone, 99), "ms"),
            new($"{label}: a quiet tenant beside a flood, p99", Percentile.Of(beside, 99), "ms"),
            new($"{label}: the flood meanwhile", texts / floodSeconds, "texts/s"),
        ];
        foreach (var figure in figures) _progress.Print(FormattableString.Invariant($"{figure.Name} {figure.Value:0.###} {figure.Unit}"));
        return figures;
    }

    // A server of the same costs, without anything between its batches; a text is one panel of its task's entries.
    private SimulatedQueue Simulated(ServingStatus status)
    {
        var costs = status.Costs;
        var text = (costs.SideEntrySeconds * _tasks[0].Overrides.LinearEntries) + costs.SidePanelSeconds;
        return new SimulatedQueue(
            text / costs.TokenSeconds,
            costs.LargePassSeconds / costs.TokenSeconds,
            costs.PassSeconds / costs.TokenSeconds,
            costs.SmallTokens,
            status.Batching.MaxTokens);
    }

    // Each caller asks again when it is answered.
    private async Task<(long Texts, double Seconds)> FloodAsync(
        int callers, int texts, TimeSpan time, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                var random = new Random(caller);
                var count = 0L;
                while (clock.Elapsed < time && !cancellationToken.IsCancellationRequested)
                {
                    await _server.ScoreAsync("noisy", AnyTask(random), AnyTexts(random, texts), CancellationToken.None);
                    count += texts;
                }

                return count;
            },
            CancellationToken.None)));
        return (counts.Sum(), clock.Elapsed.TotalSeconds);
    }

    // Bytes of a request that has its batch to itself. Of several rounds the median: the first ones leave something behind for good,
    // and now and then a task gets a merged copy, which takes once as much as dozens of requests.
    private async Task<double> LoneAsync()
    {
        var (random, rounds) = (new Random(5), new List<double>());
        while (rounds.Count < LoneRounds)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var request = 0; request < LoneRequests; request++)
                await _server.ScoreAsync("lone", AnyTask(random), AnyTexts(random, 1), CancellationToken.None);
            rounds.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / LoneRequests);
        }

        return Median.Of(rounds);
    }

    // Requests come at random moments, whether earlier ones are answered or not.
    private async Task<IReadOnlyList<double>> PacedAsync(double perSecond, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        // On a thread of its own, which sleeps between them: what waits in turns takes a processor from the server.
        var answers = await Task.Factory.StartNew(
            () => Ask(perSecond, clock, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // The first ones met an empty queue.
        return (await Task.WhenAll(answers))[(answers.Count / 10)..];
    }

    private List<Task<double>> Ask(double perSecond, Stopwatch clock, CancellationToken cancellationToken)
    {
        var (random, due, answers) = (new Random(7), TimeSpan.Zero, new List<Task<double>>());
        while ((due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond)) < _duration || answers.Count < LeastPaced)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (due - clock.Elapsed is var left && left > TimeSpan.Zero) _ = Sleep((uint)left.TotalMicroseconds);
            answers.Add(AskAsync("paced", random, clock, due));
        }

        return answers;
    }

    private async Task<IReadOnlyList<double>> QuietAsync(CancellationToken cancellationToken)
    {
        var random = new Random(11);
        var clock = Stopwatch.StartNew();
        var times = new List<double>();
        using var timer = new PeriodicTimer(QuietEvery);
        while (clock.Elapsed < _duration && await timer.WaitForNextTickAsync(cancellationToken))
            times.Add(await AskAsync("quiet", random, clock, clock.Elapsed));
        return times;
    }

    // Milliseconds from when it was due to its answer.
    private async Task<double> AskAsync(string tenant, Random random, Stopwatch clock, TimeSpan due)
    {
        await _server.ScoreAsync(tenant, AnyTask(random), AnyTexts(random, 1), CancellationToken.None);
        return (clock.Elapsed - due).TotalMilliseconds;
    }

    // .NET sleeps whole milliseconds, in which a small base answers several requests.
    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);

    private ResidentTask AnyTask(Random random) => _tasks[random.Next(_tasks.Count)];

    private ArraySegment<EncodedInput> AnyTexts(Random random, int count) =>
        new(_texts, random.Next(_texts.Length - count), count);

    private static EncodedInput Text(Random random, BertShape shape)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var most = Math.Min(MostTokens, shape.Positions);
        var length = (int)Math.Clamp(MedianTokens * Math.Exp(Spread * normal), FewestTokens, most);
        return new EncodedInput([.. Enumerable.Range(0, length).Select(_ => random.Next(shape.Vocabulary))], length);
    }
}
