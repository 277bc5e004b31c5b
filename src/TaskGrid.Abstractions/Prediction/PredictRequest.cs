namespace TaskGrid;

/// <summary>Inputs for one task.</summary>
public sealed record PredictRequest
{
    /// <summary><c>task</c> (its alias <c>live</c>), <c>task@alias</c> or <c>task@v7</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The inputs.</summary>
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>Where an alias splits its requests: requests of one key go to one version. Null: any.</summary>
    public string? RequestKey { get; init; }
}
