using TaskGrid.Diffs;

namespace TaskGrid.Training;

/// <summary>How a caller steers one run: checkpoints, pause, early stop, and where it starts.</summary>
public sealed record TrainControl
{
    /// <summary>Time between two checkpoints, above 0; null: no checkpoint by the clock.</summary>
    public TimeSpan? CheckpointEvery { get; init; }

    /// <summary>Steps between two checkpoints, at least 1; null: no checkpoint by the number of steps.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>
    /// Receives each checkpoint, on the training's thread between two steps; what it throws ends the run.
    /// </summary>
    public Action<TrainCheckpoint>? Checkpoint { get; init; }

    /// <summary>Is told the number of each step in the whole run before it begins, on the training's thread.</summary>
    public Action<int>? BeginStep { get; init; }

    /// <summary>Is told, on the training's thread, when only chosen entries are trained from now on: what choosing them took is free
    /// (<see cref="TrainingMemory.LastBytes"/>).</summary>
    public Action? EntriesChosen { get; init; }

    /// <summary>
    /// A checkpoint of the same run: same base, data, spec, settings, and the same <see cref="EarlyStopEpochs"/> and
    /// <see cref="ContinueFrom"/>. A seekable stream of the whole file, open until the first step is done; null: the
    /// run starts at its beginning.
    /// </summary>
    public Stream? ResumeFrom { get; init; }

    /// <summary>
    /// Pauses the run: after the running step <see cref="Checkpoint"/> gets a last checkpoint and
    /// <see cref="TrainingPausedException"/> is thrown. An evaluation at an epoch's end is broken off and done first when the run goes
    /// on. Where there is no step to save the state of, before the first and, while a value format is chosen, after the last, there is no
    /// last checkpoint.
    /// </summary>
    public CancellationToken PauseToken { get; init; }

    /// <summary>
    /// Patience, at least 1: a phase that keeps its best epoch ends when so many epochs in a row were no better. A phase
    /// that learns the mask always runs to its end. Null: every epoch runs.
    /// </summary>
    public int? EarlyStopEpochs { get; init; }

    /// <summary>
    /// An earlier version to start from. The result is again relative to the base, under the same budget: methods that
    /// train all weights start at base + earlier difference, diff pruning with w as the earlier difference, and a fixed
    /// mask with the earlier values of the entries that it chooses, the others being dropped. The head is taken over
    /// when kind and labels are equal.
    /// </summary>
    public TaskDiff? ContinueFrom { get; init; }

    /// <summary>The clock of checkpoints and progress.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Check()
    {
        var problems = new List<string>();
        if (CheckpointEvery <= TimeSpan.Zero)
            problems.Add($"The time between checkpoints is {CheckpointEvery}, not above 0.");
        if (CheckpointEverySteps < 1) problems.Add($"{CheckpointEverySteps} steps between checkpoints are below 1.");
        if (EarlyStopEpochs < 1) problems.Add($"A patience of {EarlyStopEpochs} epochs is below 1.");
        if (Checkpoint is null && (CheckpointEvery ?? (object?)CheckpointEverySteps) is not null)
            problems.Add("Checkpoints are asked for, but nothing receives them.");
        if (ResumeFrom is { CanSeek: false }) problems.Add("The checkpoint's stream is not seekable.");
        if (problems.Count == 0) return;
        throw new TaskGridException(ErrorCodes.InvalidArgument, string.Join(" ", problems) + " Correct it.", problems);
    }
}
