namespace TaskGrid;

/// <summary>What to measure on which data.</summary>
public sealed record EvaluateRequest
{
    /// <summary><c>task</c>, <c>task@alias</c> or <c>task@v7</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The id of a data file.</summary>
    public required string File { get; init; }

    /// <summary>Which columns hold what.</summary>
    public DataColumns Columns { get; init; } = new();
}
