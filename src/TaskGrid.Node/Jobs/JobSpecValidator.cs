namespace TaskGrid.Node;

/// <summary>Checks a job's numbers and names.</summary>
internal static class JobSpecValidator
{
    /// <summary>Checks; every problem is told at once.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>,
    /// <see cref="ErrorCodes.InvalidName"/>.</exception>
    public static void Check(JobSpec spec) => ProblemsOf(spec).ThrowIfAny();

    /// <summary>Everything that is wrong.</summary>
    public static Problems ProblemsOf(JobSpec spec)
    {
        var problems = new Problems();
        problems.AddThrown(() => ResourceName.Check(spec.Train.Task, "task"));
        problems.AddThrown(() => ResourceName.Check(spec.Train.Base, "base"));
        foreach (var problem in TrainSpecValidator.Problems(spec.Train)) problems.Add($"{problem}.");
        if (spec.EarlyStopEpochs < 1) problems.Add($"earlyStopEpochs {spec.EarlyStopEpochs}: at least 1.");
        if (spec.CheckpointEvery < TimeSpan.FromSeconds(1))
            problems.Add($"checkpointEvery {spec.CheckpointEvery}: at least 00:00:01.");
        if (spec.CheckpointEverySteps < 1) problems.Add($"checkpointEverySteps {spec.CheckpointEverySteps}: at least 1.");
        if (spec.PublishTo is { } alias) TaskMachine.CheckAlias(alias, problems);
        if (spec.Metadata.Count > JobSpec.MaxMetadata)
            problems.Add($"metadata: at most {JobSpec.MaxMetadata} pairs, not {spec.Metadata.Count}.");
        if (spec.Metadata.Any(pair => pair.Value is null)) problems.Add("metadata: a value is null; texts are needed.");
        if (spec.Metadata.Any(pair => pair.Key.Length > JobSpec.MaxMetadataName || pair.Value?.Length > JobSpec.MaxMetadataValue))
            problems.Add(
                $"metadata: names have at most {JobSpec.MaxMetadataName} characters, values at most {JobSpec.MaxMetadataValue}.");
        return problems;
    }
}
