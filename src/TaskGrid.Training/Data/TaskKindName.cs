namespace TaskGrid.Training.Data;

/// <summary>The names of <see cref="TaskKind"/> in options, documents and JSON.</summary>
public static class TaskKindName
{
    /// <summary>Name of <see cref="TaskKind.Classification"/>.</summary>
    public const string Classification = "classification";

    /// <summary>Name of <see cref="TaskKind.Regression"/>.</summary>
    public const string Regression = "regression";

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(TaskKind kind) => kind == TaskKind.Regression ? Regression : Classification;

    /// <summary>Reads a name; null stays null, which means: guess from the labels.</summary>
    /// <param name="name"><c>classification</c>, <c>regression</c> or null.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: another name.</exception>
    public static TaskKind? Parse(string? name) => name switch
    {
        null => null,
        Classification => TaskKind.Classification,
        Regression => TaskKind.Regression,
        _ => throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"'{name}' is not a kind of task. Use {Classification} or {Regression}, or leave it out to have it guessed."),
    };
}
