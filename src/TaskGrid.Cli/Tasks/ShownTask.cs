namespace TaskGrid.Cli.Tasks;

/// <summary>What <c>task show --json</c> prints: a task as the version has it that answers, <c>live</c>, or else the
/// newest one; what the version says is null while there is none.</summary>
internal sealed record ShownTask
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public int? KeepVersions { get; init; }

    public TimeSpan? KeepFor { get; init; }

    public int? Version { get; init; }

    public string? Base { get; init; }

    public string? BaseFingerprint { get; init; }

    public string? Kind { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public bool? Pairs { get; init; }

    public string? Method { get; init; }

    public string? Metric { get; init; }

    public double? Value { get; init; }

    public int? Nonzeros { get; init; }

    public double? Density { get; init; }

    public long? FileBytes { get; init; }

    /// <summary>What the diff says of the version that is shown; null: there is none.</summary>
    public static TaskInfo? InfoOf(TaskSnapshot task)
    {
        if (task.Versions.Count == 0) return null;
        var hasLive = task.Aliases.Any(alias => alias.Name == AliasSnapshot.Live);
        return (hasLive ? task.Find(ModelReference.Parse(task.Spec.Name)) : task.Versions[^1]).Info;
    }

    /// <summary>What is shown of a task.</summary>
    public static ShownTask Of(TaskSnapshot task)
    {
        var info = InfoOf(task);
        return new ShownTask
        {
            Name = task.Spec.Name,
            Description = task.Spec.Description,
            KeepVersions = task.Spec.KeepVersions,
            KeepFor = task.Spec.KeepFor,
            Version = info?.Version,
            Base = info?.Base,
            BaseFingerprint = info?.BaseFingerprint,
            Kind = info?.Kind,
            Labels = info?.Labels,
            Pairs = info?.Pairs,
            Method = info?.Method,
            Metric = info?.Metric,
            Value = info?.Value,
            Nonzeros = info?.Nonzeros,
            Density = info?.Density,
            FileBytes = info?.FileBytes,
        };
    }
}
