using System.Diagnostics;
using TaskGrid.Models;
using TaskGrid.Training.Batches;
using TaskGrid.Training.Optimization;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// One run: network, data and progress. A method runs one phase after another on it, each with its own
/// <see cref="IWeightUpdate"/>.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    // Linear warm-up over this share of a phase, then linear decay to 0 (Devlin et al. 2018).
    private const double WarmUpShare = 0.06;

    private readonly IProgress<TrainProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int[] _lengths;
    private int _stepsDone;
    private int _epochsDone;

    public TrainingRun(
        BaseModel model,
        EncodedTask task,
        TrainSettings settings,
        int phases,
        IProgress<TrainProgress>? progress,
        CancellationToken cancellationToken)
    {
        (Base, Task, Settings, _progress, _cancellationToken) = (model, task, settings, progress, cancellationToken);
        manual_seed(settings.Seed);
        Network = new TaskNetwork(model, task.Outputs, settings.Type, settings.Seed);
        Head = new HeadUpdate(Network);
        _lengths = [.. task.Train.Rows.Select(row => row.Ids.Length)];
        StepsPerEpoch = (task.Train.Rows.Length + settings.BatchSize - 1) / settings.BatchSize;
        Steps = StepsPerEpoch * settings.Epochs * phases;
    }

    public BaseModel Base { get; }

    public EncodedTask Task { get; }

    public TrainSettings Settings { get; }

    public TaskNetwork Network { get; }

    public HeadUpdate Head { get; }

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole run.</summary>
    public int Steps { get; }

    /// <summary>The dev metric of the weights as they are.</summary>
    public double Evaluate()
    {
        var logits = TaskScorer.Logits(
            Network.Weights, Network.HeadWeight, Network.HeadBias, Task.Dev.Rows, Base.PadId, _cancellationToken);
        return Task.Measure(logits, Task.Dev.Targets);
    }

    /// <summary>The batch of some training rows.</summary>
    public TokenBatch Batch(int[] rows) =>
        TokenBatch.Create(
            Array.ConvertAll(rows, row => Task.Train.Rows[row]),
            Base.PadId,
            Network.Weights.Type,
            Network.Weights.Device);

    /// <summary>Stops when the caller cancelled the run.</summary>
    public void ThrowIfCancelled() => _cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Trains one phase of <see cref="TrainSettings.Epochs"/> epochs.</summary>
    /// <param name="name">The phase's name, for progress.</param>
    /// <param name="update">What the phase trains.</param>
    /// <param name="rate">Peak learning rate of the weights.</param>
    /// <param name="keepBest">Whether to go back to the epoch with the best dev metric.</param>
    public void Phase(string name, IWeightUpdate update, double rate, bool keepBest)
    {
        var steps = StepsPerEpoch * Settings.Epochs;
        var step = 0;
        (double Metric, float[] Weights, float[][] Head)? best = null;
        var report = new ProgressWindow(_clock);
        for (var epoch = 0; epoch < Settings.Epochs; epoch++)
        {
            foreach (var rows in BatchPlan.Epoch(_lengths, Settings.BatchSize, Settings.Seed, _epochsDone))
            {
                _cancellationToken.ThrowIfCancellationRequested();
                step++;
                var share = Schedule(step, steps);
                var loss = Step(update, rows, step, rate * share, Settings.HeadRate * share);
                if (!double.IsFinite(loss)) throw Diverged(name, step, rate);
                _stepsDone++;
                if (report.Add(loss, ReportEvery)) Report(name, report, update, null);
            }

            _epochsDone++;
            update.BeginEvaluation();
            var metric = Evaluate();
            update.EndEvaluation();
            Report(name, report, update, metric);
            if (keepBest && (best is null || Task.Metric.IsBetter(metric, best.Value.Metric)))
                best = (metric, update.Capture(), Head.Capture());
        }

        if (best is null) return;
        update.Restore(best.Value.Weights);
        Head.Restore(best.Value.Head);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private static double Schedule(int step, int steps)
    {
        var warmUp = Math.Max(1, (int)(WarmUpShare * steps));
        return step <= warmUp ? (double)step / warmUp : Math.Max(0, (steps - step + 1.0) / (steps - warmUp + 1));
    }

    private double Step(IWeightUpdate update, int[] rows, int step, double rate, double headRate)
    {
        using var scope = NewDisposeScope();
        using var batch = Batch(rows);
        var loss = Task.Loss(Logits(update, batch), Array.ConvertAll(rows, row => Task.Train.Targets[row]));
        loss.backward();
        update.Step(batch, step, rate);
        Head.Step(step, headRate);
        return loss.item<float>();
    }

    private Tensor Logits(IWeightUpdate update, TokenBatch batch)
    {
        if (update.Tap is not null) return Network.TrainingLogits(batch, update.Tap);
        Tensor pooled;
        using (no_grad()) pooled = EncoderForward.Pooled(Network.Weights, batch);
        return Network.HeadLogits(pooled);
    }

    private void Report(string name, ProgressWindow window, IWeightUpdate update, double? metric)
    {
        if (_progress is null) return;
        var elapsed = _clock.Elapsed;
        _progress.Report(new TrainProgress
        {
            Phase = name,
            Step = _stepsDone,
            Steps = Steps,
            Epoch = (double)_stepsDone / StepsPerEpoch,
            Loss = window.TakeMean(),
            ExpectedDensity = update.ExpectedDensity,
            DevMetric = metric,
            Remaining = _stepsDone == 0 ? null : elapsed * ((double)(Steps - _stepsDone) / _stepsDone),
        });
    }

    private static TaskGridException Diverged(string phase, int step, double rate) =>
        new(
            ErrorCodes.TrainingDiverged,
            $"The loss is no longer a finite number at step {step} of '{phase}', with a peak learning rate of {rate:g3}. "
            + "Lower it with --learning-rate, or use --precision fp32.");
}
