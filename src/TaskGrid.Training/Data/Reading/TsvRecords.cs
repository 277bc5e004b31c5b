namespace TaskGrid.Training.Data.Reading;

/// <summary>Tab-separated records: no quoting, no escapes; wholly empty lines are passed over.</summary>
internal static class TsvRecords
{
    /// <summary>Splits lines.</summary>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="report">Takes the lines that are too long.</param>
    public static IEnumerable<FieldRecord> Read(IEnumerable<TextLine> lines, ReportProblem report)
    {
        foreach (var line in lines)
        {
            if (line.Text is null)
            {
                report(line.Number, RowProblemText.LineTooLong);
            }
            else if (line.Text.Length > 0)
            {
                yield return new FieldRecord(line.Number, line.Text.Split('\t'));
            }
        }
    }
}
