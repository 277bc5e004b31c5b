namespace TaskGrid.Diffs;

/// <summary>The failures of reading a diff.</summary>
internal static class DiffErrors
{
    /// <summary>The content is damaged or breaks the format.</summary>
    public static TaskGridException Invalid(string problem, Exception? innerException = null) => new(
        ErrorCodes.DiffInvalid,
        $"The diff is damaged or not in its format: {problem}. Fetch or train it again.",
        innerException: innerException);

    /// <summary>The content is whole, but needs a newer program.</summary>
    public static TaskGridException Unsupported(string problem) => new(
        ErrorCodes.DiffUnsupported, $"This program cannot read the diff: {problem}. Update the program.");
}
