namespace TaskGrid.Training;

/// <summary>A training stopped between two steps because <see cref="TrainControl.PauseToken"/> asked for it.</summary>
public sealed class TrainingPausedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">Steps done in the whole run.</param>
    /// <param name="checkpointWritten">Whether a checkpoint of that step was handed over.</param>
    public TrainingPausedException(int step, bool checkpointWritten)
        : base($"The training is paused after step {step}.")
    {
        Step = step;
        CheckpointWritten = checkpointWritten;
    }

    /// <summary>Steps done in the whole run.</summary>
    public int Step { get; }

    /// <summary>
    /// Whether <see cref="TrainControl.Checkpoint"/> has got a checkpoint of that step; false without such a receiver,
    /// before the first step, where starting again loses nothing but the choice of a mask, and after the last one, from where the
    /// newest checkpoint is gone on from.
    /// </summary>
    public bool CheckpointWritten { get; }
}
