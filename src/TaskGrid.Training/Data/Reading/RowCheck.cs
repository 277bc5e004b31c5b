using TaskGrid.Diffs;

namespace TaskGrid.Training.Data.Reading;

/// <summary>The checks on texts and label that every format shares.</summary>
internal static class RowCheck
{
    /// <summary>Checks a row.</summary>
    /// <param name="line">Number of its line.</param>
    /// <param name="text">The (first) text.</param>
    /// <param name="textPair">The second text, null for single texts.</param>
    /// <param name="label">The label, null when none is needed.</param>
    /// <param name="report">Takes what is wrong.</param>
    /// <returns>The row, or null when it cannot be used.</returns>
    public static RawRow? Complete(long line, string text, string? textPair, string? label, ReportProblem report)
    {
        label = label?.Trim();
        var problem = Problem(text, textPair is null ? "text" : "first text")
            ?? (textPair is null ? null : Problem(textPair, "second text"))
            ?? (label is null ? null : Problem(label, "label") ?? LengthProblem(label));
        if (problem is not null)
        {
            report(line, problem);
            return null;
        }

        return new RawRow(line, text, textPair, label ?? "");
    }

    // What is a label by mistake, as a text is, would be kept in memory by every node that serves the task.
    private static string? LengthProblem(string label) => label.Length <= TaskDefinition.MaxLabelLength
        ? null
        : FormattableString.Invariant(
            $"the label has {label.Length:N0} characters, more than {TaskDefinition.MaxLabelLength:N0}; is it the text?");

    private static string? Problem(string value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return $"the {what} is empty";
        }

        return value.Contains('\0') ? $"the {what} contains a NUL character; is the file UTF-16 or binary?" : null;
    }
}
