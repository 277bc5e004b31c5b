namespace TaskGrid.Gateway;

/// <summary>The body that creates a fine-tuning job.</summary>
internal sealed record FineTuningRequest
{
    /// <summary>A base's name, or an earlier result to go on from.</summary>
    public required string Model { get; init; }

    /// <summary>The id of the training file.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>The id of the file for the dev metric.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Becomes the task's name.</summary>
    public string? Suffix { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public long? Seed { get; init; }

    /// <summary>How to train.</summary>
    public FineTuningMethod? Method { get; init; }

    /// <summary>Where older clients put them.</summary>
    public FineTuningHyperparameters? Hyperparameters { get; init; }

    /// <summary>The caller's own notes.</summary>
    public Dictionary<string, string?>? Metadata { get; init; }
}
