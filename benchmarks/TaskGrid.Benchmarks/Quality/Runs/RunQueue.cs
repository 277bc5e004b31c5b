using System.Diagnostics;
using System.Globalization;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Works through runs in their order, several at a time, each in a process of its own.</summary>
/// <param name="workers">How many run at a time.</param>
/// <param name="costs">Guesses when they are finished.</param>
/// <param name="progress">Where to say so.</param>
internal sealed class RunQueue(int workers, RunCosts costs, ProgressLine progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<QualityRun, double> _running = [];
    private readonly List<string> _failures = [];
    private Queue<QualityRun> _waiting = new();
    private int _finished;
    private int _all;

    /// <summary>Runs that failed, with the reason.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Trains and scores every run.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="request">What the worker process of a run is told.</param>
    /// <param name="finished">Called for each finished run, never two at a time.</param>
    /// <param name="cancellationToken">Ends the worker processes.</param>
    public async Task RunAsync(
        IReadOnlyCollection<QualityRun> runs,
        Func<QualityRun, QualityRequest> request,
        Action<QualityRun, QualityOutcome> finished,
        CancellationToken cancellationToken)
    {
        _waiting = new Queue<QualityRun>(runs);
        _all = runs.Count;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (Next() is { } run) await RunAsync(run, request(run), finished, cancellationToken);
        }));
    }

    private QualityRun? Next()
    {
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out var run)) return null;
            _running[run] = 0;
            return run;
        }
    }

    private async Task RunAsync(
        QualityRun run,
        QualityRequest request,
        Action<QualityRun, QualityOutcome> finished,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var answer = new QualityAnswer { Failure = "no answer" };
        try
        {
            await using var worker = WorkerProcess.StartOwn(
                QualityWorker.CommandName, TorchEnvironment.Create(request.Spec.Threads ?? 1));
            await worker.SendAsync(request, cancellationToken);
            do
            {
                answer = await worker.ReceiveAsync<QualityAnswer>(cancellationToken);
                if (answer.Done is { } done) ShowProgress(run, done);
            }
            while (answer.Done is not null);
        }
        catch (TaskGridException problem)
        {
            // One run that fails does not end the others.
            answer = new QualityAnswer { Failure = $"{problem.Message} {string.Join(" ", problem.Details)}" };
        }

        lock (_lock)
        {
            _running.Remove(run);
            _finished++;
            if (answer.Failure is not null) _failures.Add($"{run}: {answer.Failure}");
            else costs.Add(run, clock.Elapsed.TotalSeconds);
            if (answer.Outcome is not null) finished(run, answer.Outcome);
            var seconds = clock.Elapsed.TotalSeconds;
            progress.Print($"[{_finished}/{_all}] {run}: {Describe(answer)} in {seconds:0} s. {Finish()}");
        }
    }

    private void ShowProgress(QualityRun run, double done)
    {
        lock (_lock)
        {
            _running[run] = done;
            var running = string.Join(", ", _running.Select(entry => $"{entry.Key} {entry.Value:0%}"));
            progress.Update($"[{_finished}/{_all}] {running}. {Finish()}");
        }
    }

    private string Finish()
    {
        var left = costs.Seconds(_waiting);
        var started = _running.Sum(entry => (1 - entry.Value) * costs.Seconds([entry.Key]));
        if (left is null || started is null) return "";
        var time = TimeSpan.FromSeconds((left.Value + started.Value) / workers);
        return $"About {time.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} min left.";
    }

    private static string Describe(QualityAnswer answer) =>
        answer.Outcome is { } outcome
            ? FormattableString.Invariant($"{outcome.Metric} {outcome.Test:0.0000}, dev {outcome.Dev:0.0000}")
            : $"failed: {answer.Failure}";
}
