namespace TaskGrid.Training.Data.Reading;

/// <summary>One unlabelled input a line. Blank lines at the end are passed over; one before that is an error, since
/// answers are matched to inputs by their order.</summary>
internal static class PlainTextRows
{
    /// <summary>Reads rows lazily.</summary>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="pairs">Whether a line holds two texts with a tab between them.</param>
    /// <param name="report">Takes what is wrong with single rows.</param>
    public static IEnumerable<RawRow> Read(IEnumerable<TextLine> lines, bool pairs, ReportProblem report)
    {
        long? blank = null;
        foreach (var (number, text) in lines)
        {
            if (text is null)
            {
                report(number, RowProblemText.LineTooLong);
                continue;
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                blank ??= number;
                continue;
            }

            if (blank is { } empty)
            {
                report(empty, "the line is empty");
                blank = null;
            }

            var texts = pairs ? text.Split('\t') : [text];
            if (texts.Length != (pairs ? 2 : 1))
            {
                report(number, $"{texts.Length} texts with tabs between them, but the task takes 2");
            }
            else if (RowCheck.Complete(number, texts[0], pairs ? texts[1] : null, null, report) is { } row)
            {
                yield return row;
            }
        }
    }
}
