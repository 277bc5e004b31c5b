using System.Collections.Immutable;

namespace TaskGrid.Training.Data;

/// <summary>The checked rows of one task, ready to be tokenized.</summary>
public sealed record TaskData
{
    /// <summary>What is predicted.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>
    /// Labels by class index, ordered by value when all are integers and by code point otherwise, but of two the positive
    /// one last; empty for regression.
    /// </summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The columns that training rows were read from; null: chats.</summary>
    public DataColumns? Columns { get; init; }

    /// <summary>Rows to train on, in file order.</summary>
    public required TaskRows Train { get; init; }

    /// <summary>Rows that pick the best epoch, in file order.</summary>
    public required TaskRows Dev { get; init; }

    /// <summary>Whether <see cref="Dev"/> was held out of the training file.</summary>
    public required bool DevHeldOut { get; init; }

    /// <summary>Whether the task is over pairs of texts.</summary>
    public bool Pairs => Train.Pairs;

    /// <summary>
    /// Reads and checks training and development data. Every bad row of both files is found before this throws; the
    /// exception's details list the first 50, with file and line, and the lines of the others.
    /// </summary>
    /// <param name="trainPath">Training file: <c>.tsv</c>, <c>.csv</c> or <c>.jsonl</c>.</param>
    /// <param name="devPath">Development file; null: a tenth of the training rows, chosen by <paramref name="seed"/>, for
    /// classification in the proportion of the classes and for regression with at least two values, is held out.</param>
    /// <param name="columns">Names of the columns; what is null is guessed.</param>
    /// <param name="kind">Kind of task; null: regression when every training label is a number and at least one is not
    /// an integer, otherwise classification.</param>
    /// <param name="seed">Seed of the rows held out.</param>
    /// <param name="positive">Of two labels the one that comes last, which the metric <c>f1</c> is of; null: as they are ordered.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TaskGridException">
    /// <see cref="ErrorCodes.DataInvalid"/>: rows that cannot be used, a file that is not UTF-8, fewer than two training
    /// rows, no development row, a development label that training lacks, a single class, or a constant value;
    /// <see cref="ErrorCodes.ColumnNotFound"/>; <see cref="ErrorCodes.FileNotFound"/>;
    /// <see cref="ErrorCodes.InvalidArgument"/>: the extension of a file is unknown, or
    /// <paramref name="positive"/> is none of two labels.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TaskData Load(
        string trainPath,
        string? devPath,
        DataColumns columns,
        TaskKind? kind,
        int seed,
        string? positive = null,
        CancellationToken cancellationToken = default) =>
        TaskDataLoader.Load(trainPath, devPath, columns, kind, seed, positive, cancellationToken);
}
