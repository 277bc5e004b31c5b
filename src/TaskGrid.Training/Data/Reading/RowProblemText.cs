namespace TaskGrid.Training.Data.Reading;

/// <summary>Problems that several formats share.</summary>
internal static class RowProblemText
{
    /// <summary>A line over the limit of <see cref="Utf8LineReader"/>.</summary>
    public const string LineTooLong = "the line is longer than 1 MiB";
}
