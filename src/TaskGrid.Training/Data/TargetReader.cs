using System.Collections.Immutable;
using TaskGrid.Training.Data.Labels;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>Turns written labels into targets.</summary>
/// <param name="kind">What is predicted.</param>
/// <param name="labels">Labels by class index; not used for regression.</param>
/// <param name="labelsFrom">Where these labels come from, for messages.</param>
internal sealed class TargetReader(TaskKind kind, ImmutableArray<string> labels, string labelsFrom)
{
    private const int MaxShown = 10;

    private readonly Dictionary<string, int> _classes =
        labels.Select((label, index) => (label, index)).ToDictionary(entry => entry.label, entry => entry.index);

    /// <summary>Reads the targets of a file.</summary>
    /// <param name="table">Its rows.</param>
    /// <param name="problems">Takes labels that are unknown or not a number.</param>
    /// <returns>The rows with usable targets.</returns>
    public TaskRows Read(RowTable table, RowProblems problems)
    {
        var report = problems.Of(table.File);
        var rows = ImmutableArray.CreateBuilder<TaskRow>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            if (TryRead(row.Label, out var target))
            {
                rows.Add(new TaskRow(row.Text, row.TextPair, target));
            }
            else
            {
                report(row.Line, kind == TaskKind.Regression ? NumberLabel.Problem(row.Label) : Unknown(row.Label));
            }
        }

        return new TaskRows(rows.DrainToImmutable());
    }

    private bool TryRead(string label, out float target)
    {
        if (kind == TaskKind.Regression)
        {
            return NumberLabel.TryParse(label, out target);
        }

        var known = _classes.TryGetValue(label, out var index);
        target = index;
        return known;
    }

    private string Unknown(string label)
    {
        var shown = string.Join(", ", labels.Take(MaxShown).Select(known => $"'{NumberLabel.Shorten(known)}'"));
        var more = labels.Length > MaxShown ? $" and {labels.Length - MaxShown} more" : "";
        return $"the label '{NumberLabel.Shorten(label)}' is not one of the {labels.Length} of {labelsFrom}: {shown}{more}";
    }
}
