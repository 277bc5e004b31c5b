namespace TaskGrid.Training.Checkpoints;

/// <summary>Says after which steps a checkpoint is due.</summary>
internal sealed class CheckpointTimer(TrainControl control)
{
    private long _last = control.TimeProvider.GetTimestamp();
    private int _steps;

    /// <summary>Counts a step; true when a checkpoint is due.</summary>
    public bool Stepped()
    {
        _steps++;
        return _steps >= control.CheckpointEverySteps
            || (control.CheckpointEvery is { } every && control.TimeProvider.GetElapsedTime(_last) >= every);
    }

    /// <summary>Starts counting again, after a checkpoint.</summary>
    public void Restart() => (_steps, _last) = (0, control.TimeProvider.GetTimestamp());
}
