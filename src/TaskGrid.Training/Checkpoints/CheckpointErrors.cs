namespace TaskGrid.Training.Checkpoints;

/// <summary>The refusal of a checkpoint.</summary>
internal static class CheckpointErrors
{
    public static TaskGridException Invalid(string problem, Exception? innerException = null) => new(
        ErrorCodes.CheckpointInvalid,
        $"The training cannot go on from the checkpoint: {problem}. Resume from an older checkpoint of the same job, or "
        + "start the training again.",
        innerException: innerException);
}
