using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Checkpoints;

/// <summary>A run's checkpoints: the one that it goes on from, and those that it gives to the caller.</summary>
internal sealed class RunCheckpoints
{
    private readonly Lazy<CheckpointIdentity> _identity;
    private readonly CheckpointTimer _timer;
    private SavedRun? _saved;
    private MaskStart? _mask;

    /// <summary>Opens the checkpoint to go on from, if there is one.</summary>
    /// <param name="control">What the caller wants.</param>
    /// <param name="identity">The run's identity; asked for when a checkpoint is read or written.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CheckpointInvalid"/>.</exception>
    public RunCheckpoints(TrainControl control, Func<CheckpointIdentity> identity)
    {
        (Control, _identity, _timer) = (control, new(identity), new(control));
        if (control.ResumeFrom is { } stream) _saved = SavedRun.Open(stream, _identity.Value);
    }

    /// <summary>What the caller wants.</summary>
    public TrainControl Control { get; }

    /// <summary>For a run that nobody controls.</summary>
    public static RunCheckpoints None() => new(new TrainControl(), () => throw new NotSupportedException());

    /// <summary>Computes a mask once in a run, however often that is interrupted: a checkpoint holds it.</summary>
    public MaskStart Once(Func<MaskStart> choose) => _mask = _saved?.Mask ?? choose();

    /// <summary>What the phase that begins has to go on from; null: from its start.</summary>
    /// <param name="phase">Name of the phase.</param>
    /// <param name="steps">Steps of the phase.</param>
    public SavedRun? Take(string phase, int steps)
    {
        if (_saved is not { } saved) return null;
        var position = saved.Position;
        if (position.PhaseName != phase || position.Step < 0 || position.Step > steps)
        {
            throw CheckpointErrors.Invalid(
                $"it was made at step {position.Step} of '{position.PhaseName}', where this run does '{phase}'");
        }

        _saved = null;
        return saved;
    }

    /// <summary>Hands the caller a checkpoint when one is due, and stops when the caller wants a pause.</summary>
    /// <param name="position">Where the run stands.</param>
    /// <param name="epoch">Epochs done, fractional.</param>
    /// <param name="parts">The state.</param>
    /// <exception cref="TrainingPausedException">The caller wants a pause.</exception>
    public void AfterStep(Func<CheckpointPosition> position, double epoch, Func<IEnumerable<StatePart>> parts)
    {
        var pause = Control.PauseToken.IsCancellationRequested;
        var due = _timer.Stepped() || pause;
        if (due && Control.Checkpoint is { } receive)
        {
            var at = position();
            using var checkpoint = new TrainCheckpoint(
                new CheckpointWriter(_identity.Value, at, [.. parts(), .. MaskParts()]), at, epoch);
            receive(checkpoint);
            _timer.Restart();
        }

        if (pause) throw new TrainingPausedException(position().StepsDone, Control.Checkpoint is not null);
    }

    /// <summary>Does work that a pause ends, as a cancellation does; null: it was a pause.</summary>
    /// <param name="work">The work, with the token that ends it.</param>
    /// <param name="cancellationToken">The cancellation.</param>
    public T? UnlessPaused<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Control.PauseToken);
        try
        {
            return work(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    /// <summary>Stops work that comes before the first step, and so before anything that is worth a checkpoint.</summary>
    /// <exception cref="TrainingPausedException">The caller wants a pause.</exception>
    public void ThrowIfPaused() => ThrowIfPaused(Control);

    /// <summary>Stops work that comes before a run.</summary>
    /// <exception cref="TrainingPausedException">The caller wants a pause.</exception>
    public static void ThrowIfPaused(TrainControl control)
    {
        if (control.PauseToken.IsCancellationRequested) throw new TrainingPausedException(0, checkpointWritten: false);
    }

    private StatePart[] MaskParts() =>
        _mask is null
            ? []
            :
            [
                StatePart.Of(CheckpointNames.MaskIndices, _mask.Indices),
                StatePart.Of(CheckpointNames.MaskDifferences, _mask.Differences),
            ];
}
