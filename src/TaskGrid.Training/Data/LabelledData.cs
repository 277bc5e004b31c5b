using System.Collections.Immutable;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>Labelled rows for a task that exists already.</summary>
public static class LabelledData
{
    /// <summary>Reads and checks rows to evaluate a task on.</summary>
    /// <param name="path">The file: <c>.tsv</c>, <c>.csv</c> or <c>.jsonl</c>.</param>
    /// <param name="columns">Names of the columns; what is null is guessed.</param>
    /// <param name="kind">The task's kind.</param>
    /// <param name="labels">The task's labels by class index; empty for regression.</param>
    /// <param name="pairs">Whether the task is over pairs; null: the file decides.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The rows, at least one.</returns>
    /// <exception cref="TaskGridException">
    /// <see cref="ErrorCodes.DataInvalid"/>: rows that cannot be used (all of them reported, labels that the task does
    /// not have among them), a file without rows or not UTF-8; <see cref="ErrorCodes.ColumnNotFound"/>;
    /// <see cref="ErrorCodes.FileNotFound"/>; <see cref="ErrorCodes.InvalidArgument"/>: unknown extension.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TaskRows LoadForEvaluation(
        string path,
        DataColumns columns,
        TaskKind kind,
        ImmutableArray<string> labels,
        bool? pairs = null,
        CancellationToken cancellationToken = default)
    {
        var problems = new RowProblems();
        var table = RowTable.Load(path, columns, pairs, problems, cancellationToken);
        var rows = new TargetReader(kind, labels, "the task").Read(table, problems);
        problems.ThrowIfAny();
        return rows.Count > 0
            ? rows
            : throw new TaskGridException(ErrorCodes.DataInvalid, $"{table.File} holds no rows.");
    }
}
