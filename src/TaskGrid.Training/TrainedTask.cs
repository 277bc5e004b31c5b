using TaskGrid.Diffs;

namespace TaskGrid.Training;

/// <summary>What a training run gives to be stored.</summary>
public sealed record TrainedTask
{
    /// <summary>Diff (values as they will be read back), head and definition.</summary>
    public required TaskDiff Task { get; init; }

    /// <summary>How the values are to be stored.</summary>
    public required ValueFormat ValueFormat { get; init; }

    /// <summary>The method's full name.</summary>
    public required string Method { get; init; }

    /// <summary>The dev metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The dev metric of <see cref="Task"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The same of a constant guess.</summary>
    public required double MajorityValue { get; init; }

    /// <summary>Steps of all phases.</summary>
    public required int Steps { get; init; }
}
