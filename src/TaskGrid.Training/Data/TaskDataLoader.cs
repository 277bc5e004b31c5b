using System.Collections.Immutable;
using TaskGrid.Training.Data.Labels;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>Loads training and development data; see <see cref="TaskData.Load"/>.</summary>
internal static class TaskDataLoader
{
    /// <inheritdoc cref="TaskData.Load"/>
    public static TaskData Load(
        string trainPath,
        string? devPath,
        DataColumns columns,
        TaskKind? kind,
        int seed,
        string? positive,
        CancellationToken cancellationToken)
    {
        CheckOpens(devPath);
        var problems = new RowProblems();
        var train = RowTable.Load(trainPath, columns, pairs: null, problems, cancellationToken);
        bool? pairs = train.Rows.Count == 0 ? null : train.Rows[0].TextPair is not null;
        var dev = devPath is null ? null : RowTable.Load(devPath, columns, pairs, problems, cancellationToken);

        var labels = train.Rows.Select(row => row.Label);
        var knownKind = kind ?? KindGuess.Of(labels);
        var classes = knownKind == TaskKind.Classification ? LabelOrder.Of(labels, positive) : [];
        var targets = new TargetReader(knownKind, classes, train.File);
        var trainRows = targets.Read(train, problems);
        var devRows = dev is null ? null : targets.Read(dev, problems);
        problems.ThrowIfAny();

        CheckEnough(train.File, trainRows, dev?.File, devRows);
        CheckVaries(train.File, trainRows, classes);
        CheckPositive(train.File, classes, positive);
        if (dev is not null && devRows!.Count > 1) CheckVaries(dev.File, devRows, classes);
        if (dev is null) CheckShared(train, classes);
        var (kept, held) = devRows is null ? Split(train.File, trainRows, knownKind, seed) : (trainRows, devRows);
        return new TaskData
        {
            Kind = knownKind,
            Labels = classes,
            Columns = train.Columns,
            Train = kept,
            Dev = held,
            DevHeldOut = devRows is null,
        };
    }

    // A wrong name of the second file is told before a long reading of the first.
    private static void CheckOpens(string? devPath)
    {
        if (devPath is not null)
        {
            using var stream = DataFile.Open(devPath);
            DataFormatExtension.Labelled(devPath, stream);
        }
    }

    private static (TaskRows Kept, TaskRows Held) Split(string file, TaskRows rows, TaskKind kind, int seed)
    {
        var taken = HoldOut.Choose(rows.Targets, kind, seed);
        var parts = rows.Zip(taken).ToLookup(pair => pair.Second, pair => pair.First);
        var (kept, held) = (new TaskRows([.. parts[false]]), new TaskRows([.. parts[true]]));
        if (kind == TaskKind.Regression && (IsConstant(kept) || IsConstant(held)))
        {
            throw Invalid(
                $"The values of {file} differ too little to hold some rows out for development. Add rows or name a file "
                + "with --dev.");
        }

        return (kept, held);
    }

    private static void CheckEnough(string trainFile, TaskRows train, string? devFile, TaskRows? dev)
    {
        if (train.Count < 2)
        {
            throw Invalid(
                $"{trainFile} holds {(train.Count == 0 ? "no rows" : "one row")}; training needs at least 2, in a table below a "
                + "line with the names of the columns.");
        }

        if (dev?.Count == 0)
        {
            throw Invalid($"{devFile} holds no rows. Fill it, or leave --dev out to hold out a tenth of the training rows.");
        }
    }

    private static void CheckVaries(string file, TaskRows rows, ImmutableArray<string> classes)
    {
        if (classes.Length == 1)
        {
            throw Invalid($"Every row of {file} has the label '{classes[0]}'; a classifier needs at least 2 labels.");
        }

        if (classes.IsEmpty && IsConstant(rows))
        {
            throw Invalid(FormattableString.Invariant(
                $"Every row of {file} has the value {rows[0].Target}; there is nothing to learn from it, or to measure on it."));
        }
    }

    // Of tasks without two labels the metric is refused.
    private static void CheckPositive(string file, ImmutableArray<string> classes, string? positive)
    {
        if (positive is null || classes.Length != 2 || classes[1] == positive) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"'{NumberLabel.Shorten(positive)}' is no label of {file}. Name one of them as positive: "
            + $"'{NumberLabel.Shorten(classes[0])}' or '{NumberLabel.Shorten(classes[1])}'.");
    }

    // Most likely another column was taken for the label's.
    private static void CheckShared(RowTable train, ImmutableArray<string> classes)
    {
        if (classes.Length < train.Rows.Count || classes.IsEmpty) return;
        throw Invalid(
            $"Each of the {train.Rows.Count} rows of {train.File} has a label of its own, '{NumberLabel.Shorten(classes[0])}' for "
            + "example, so none can be held out for development. "
            + (train.Columns?.Label is { } label
                ? $"Labels were read from the column '{label}' and texts from '{train.Columns.Text}': name others with "
                  + "--label-column and --text-column"
                : "Add rows of each label")
            + ", or name a file with --dev.");
    }

    private static bool IsConstant(TaskRows rows) => rows.All(row => row.Target == rows[0].Target);

    private static TaskGridException Invalid(string message) => new(ErrorCodes.DataInvalid, message);
}
