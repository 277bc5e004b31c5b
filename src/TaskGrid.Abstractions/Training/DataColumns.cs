namespace TaskGrid;

/// <summary>Column names of a data file; null means guessed from the usual names.</summary>
public sealed record DataColumns
{
    /// <summary>The longest name of a column that a job may give, in characters.</summary>
    public const int MaxName = 256;

    /// <summary>The column of the (first) text.</summary>
    public string? Text { get; init; }

    /// <summary>The column of the second text of a pair.</summary>
    public string? TextPair { get; init; }

    /// <summary>The column of the label or, for regression, the value.</summary>
    public string? Label { get; init; }
}
