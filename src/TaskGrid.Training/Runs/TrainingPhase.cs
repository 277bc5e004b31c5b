using TaskGrid.Models;
using TaskGrid.Training.Batches;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Optimization;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// One phase of a run: at most <see cref="TrainSettings.Epochs"/> epochs of one update. Between two steps it stands at
/// a <see cref="CheckpointPosition"/>, from which it can begin as well.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="name">Name, for progress.</param>
/// <param name="update">What it trains.</param>
/// <param name="rate">Peak learning rate of the weights.</param>
/// <param name="best">Keeps the best epoch; null: the last one counts.</param>
internal sealed class TrainingPhase(TrainingRun run, string name, IWeightUpdate update, double rate, BestEpoch? best)
{
    // Linear warm-up over this share of a phase, then linear decay to 0 (Devlin et al. 2018).
    private const double WarmUpShare = 0.06;

    private readonly int _steps = run.StepsPerEpoch * run.Settings.Epochs;
    private int _step;

    /// <summary>Trains to the end, from the start or from where a checkpoint stands.</summary>
    public void Train()
    {
        if (run.Checkpoints.Take(name, _steps) is { } saved)
        {
            Resume(saved);
            if (run.Progress.IsEvaluationDue) EndStep();
        }

        while (_step < _steps && !(best?.EpochsSince >= run.Checkpoints.Control.EarlyStopEpochs)) TrainEpoch();
        best?.Restore();
    }

    private void TrainEpoch()
    {
        var settings = run.Settings;
        var plan = BatchPlan.Epoch(run.Lengths, settings.BatchSize, settings.Seed, run.Progress.EpochsDone);
        foreach (var rows in plan.Skip(_step % run.StepsPerEpoch))
        {
            run.ThrowIfCancelled();
            _step++;
            run.Checkpoints.Control.BeginStep?.Invoke(run.Progress.StepsDone + 1);
            var share = Schedule();
            var loss = Step(rows, rate * share, settings.HeadRate * share);
            if (!double.IsFinite(loss)) throw Diverged();
            run.Progress.Stepped(name, loss, update);
            EndStep();
        }
    }

    private void EndStep()
    {
        if (run.Progress.IsEvaluationDue) EndEpoch();
        run.Checkpoints.AfterStep(Position, run.Progress.Epoch, State);
    }

    private void EndEpoch()
    {
        update.BeginEvaluation();
        var measured = run.Evaluate();
        update.EndEvaluation();
        // Paused: whoever goes on from here evaluates first.
        if (measured is not { } metric) return;
        if (double.IsNaN(metric)) throw Diverged();
        run.Progress.Evaluated(name, metric, update);
        best?.Consider(metric);
    }

    private double Schedule()
    {
        var warmUp = Math.Max(1, (int)(WarmUpShare * _steps));
        return _step <= warmUp ? (double)_step / warmUp : Math.Max(0, (_steps - _step + 1.0) / (_steps - warmUp + 1));
    }

    private double Step(int[] rows, double weightRate, double headRate)
    {
        using var scope = NewDisposeScope();
        using var batch = run.Batch(rows);
        var loss = run.Task.Loss(Logits(batch), Array.ConvertAll(rows, row => run.Task.Train.Targets[row]));
        loss.backward();
        update.Step(batch, _step, weightRate);
        run.Head.Step(_step, headRate);
        return loss.item<float>();
    }

    private Tensor Logits(TokenBatch batch)
    {
        var key = run.DropoutKey(_step);
        if (update.Tap is not null) return run.Network.TrainingLogits(batch, update.Tap, key);
        Tensor pooled;
        using (no_grad()) pooled = EncoderForward.Pooled(run.Network.Weights, batch);
        return run.Network.HeadLogits(pooled, key);
    }

    private CheckpointPosition Position() =>
        new()
        {
            Phase = run.PhaseNumber,
            PhaseName = name,
            Step = _step,
            StepsDone = run.Progress.StepsDone,
            EpochsDone = run.Progress.EpochsDone,
            DevMetric = run.Progress.DevMetric,
            BestMetric = best?.Value,
            EpochsSinceBest = best?.EpochsSince ?? 0,
        };

    private IEnumerable<StatePart> State() => [.. update.State, .. run.Head.State, .. best?.State ?? []];

    private void Resume(SavedRun saved)
    {
        _step = saved.Position.Step;
        run.Resume(saved.Position);
        saved.Fill([.. update.State, .. run.Head.State]);
        update.Resume(_step);
        best?.Resume(saved);
    }

    // Only the last phase keeps its best epoch.
    private TaskGridException Diverged() =>
        new(
            ErrorCodes.TrainingDiverged,
            $"Loss or logits are no longer finite numbers at step {_step} of '{name}', with a peak learning rate of {rate:g3}. "
            + $"Lower it with {(best is null ? "--first-learning-rate" : "--learning-rate")}, or use --precision fp32.");
}
