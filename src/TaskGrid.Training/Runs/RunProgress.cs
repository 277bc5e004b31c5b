using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Runs;

/// <summary>How far a run has come, and the reports of it.</summary>
internal sealed class RunProgress(IProgress<TrainProgress>? progress, TimeProvider time, int stepsPerEpoch, int steps)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    private readonly ProgressWindow _window = new(time);
    private readonly long _start = time.GetTimestamp();
    private int _stepsBefore;

    /// <summary>Steps done in the run, those before a resume included.</summary>
    public int StepsDone { get; private set; }

    /// <summary>Epochs done in the run.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>Epochs done in the run, fractional.</summary>
    public double Epoch => (double)StepsDone / stepsPerEpoch;

    /// <summary>Whether an epoch has ended that is not evaluated yet.</summary>
    public bool IsEvaluationDue => EpochsDone < StepsDone / stepsPerEpoch;

    /// <summary>The dev metric of the last epoch that was evaluated.</summary>
    public double? DevMetric { get; private set; }

    /// <summary>Counts a step.</summary>
    public void Stepped(string phase, double loss, IWeightUpdate update)
    {
        StepsDone++;
        if (_window.Add(loss, ReportEvery)) Report(phase, update, null);
    }

    /// <summary>Counts an epoch.</summary>
    public void Evaluated(string phase, double metric, IWeightUpdate update)
    {
        EpochsDone++;
        DevMetric = metric;
        Report(phase, update, metric);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    public void Resume(CheckpointPosition position)
    {
        _stepsBefore = position.StepsDone;
        (StepsDone, EpochsDone, DevMetric) = (position.StepsDone, position.EpochsDone, position.DevMetric);
    }

    private void Report(string phase, IWeightUpdate update, double? metric)
    {
        if (progress is null) return;
        var stepsHere = StepsDone - _stepsBefore;
        progress.Report(new TrainProgress
        {
            Phase = phase,
            Step = StepsDone,
            Steps = steps,
            Epoch = Epoch,
            Loss = _window.TakeMean(),
            ExpectedDensity = update.ExpectedDensity,
            DevMetric = metric,
            Remaining = stepsHere == 0
                ? null
                : time.GetElapsedTime(_start) * ((double)(steps - StepsDone) / stepsHere),
        });
    }
}
