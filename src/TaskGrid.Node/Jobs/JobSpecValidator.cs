namespace TaskGrid.Node;

/// <summary>Checks a job before it is accepted; every problem is told at once.</summary>
internal static class JobSpecValidator
{
    private const int MaxMetadata = 16;
    private const int MaxMetadataName = 64;
    private const int MaxMetadataValue = 512;

    /// <summary>Checks.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>,
    /// <see cref="ErrorCodes.InvalidName"/>.</exception>
    public static void Check(JobSpec spec)
    {
        ResourceName.Check(spec.Train.Task, "task");
        TrainSpecValidator.Check(spec.Train);
        var problems = new List<string>();
        if (spec.EarlyStopEpochs < 1) problems.Add("The epochs of early stopping are at least 1.");
        if (spec.CheckpointEvery < TimeSpan.FromSeconds(1)) problems.Add("The time between checkpoints is at least 1 s.");
        if (spec.CheckpointEverySteps < 1) problems.Add("The steps between checkpoints are at least 1.");
        if (spec.PublishTo is { } alias
            && (!ResourceName.IsValid(alias) || ModelReference.TryParseVersion(alias, out _)))
            problems.Add($"'{alias}' is not the name of an alias.");
        if (spec.Metadata.Count > MaxMetadata) problems.Add($"Metadata has at most {MaxMetadata} pairs.");
        if (spec.Metadata.Any(pair => pair.Key.Length > MaxMetadataName || pair.Value.Length > MaxMetadataValue))
            problems.Add(
                $"Names in metadata have at most {MaxMetadataName} characters, values at most {MaxMetadataValue}.");
        if (problems.Count > 0)
            throw new TaskGridException(ErrorCodes.InvalidArgument, string.Join(" ", problems), problems);
    }
}
