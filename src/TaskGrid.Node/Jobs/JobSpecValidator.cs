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
        List<string> problems = [.. TrainSpecValidator.Problems(spec.Train)];
        if (spec.EarlyStopEpochs < 1) problems.Add($"earlyStopEpochs {spec.EarlyStopEpochs}: at least 1");
        if (spec.CheckpointEvery < TimeSpan.FromSeconds(1))
            problems.Add($"checkpointEvery {spec.CheckpointEvery}: at least 00:00:01");
        if (spec.CheckpointEverySteps < 1) problems.Add($"checkpointEverySteps {spec.CheckpointEverySteps}: at least 1");
        if (spec.PublishTo is { } alias
            && (!ResourceName.IsValid(alias) || ModelReference.TryParseVersion(alias, out _)))
            problems.Add($"publishTo '{alias}': the name of an alias, which is not 'v' and a number");
        if (spec.Metadata.Count > MaxMetadata) problems.Add($"metadata: at most {MaxMetadata} pairs, not {spec.Metadata.Count}");
        if (spec.Metadata.Any(pair => pair.Key.Length > MaxMetadataName || pair.Value.Length > MaxMetadataValue))
            problems.Add(
                $"metadata: names have at most {MaxMetadataName} characters, values at most {MaxMetadataValue}");
        var names = Names(spec).ToList();
        if (problems.Count == 0 && names.Count == 0) return;
        if (problems.Count == 0 && names is [var name]) throw name;
        List<string> all = [.. names.Select(each => each.Message), .. problems];
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            all.Count == 1
                ? $"Out of range: {all[0]}."
                : $"{all.Count} parts of the job are wrong. {string.Join("; ", all.Select(each => each.TrimEnd('.')))}.",
            all.Count == 1 ? null : all);
    }

    private static IEnumerable<TaskGridException> Names(JobSpec spec)
    {
        foreach (var (name, kind) in ((string, string)[])[(spec.Train.Task, "task"), (spec.Train.Base, "base")])
        {
            if (!ResourceName.IsValid(name)) yield return ResourceName.Invalid(name, kind);
        }
    }
}
