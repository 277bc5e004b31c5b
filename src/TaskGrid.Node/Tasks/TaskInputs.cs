using TaskGrid.Training.Data;

namespace TaskGrid.Node;

/// <summary>Inputs to predict, read as they are asked for, by the reader that evaluation uses.</summary>
public static class TaskInputs
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file: <c>.tsv</c>, <c>.csv</c>, <c>.jsonl</c>; with any other extension it is JSONL when it
    /// begins with <c>{</c>, else one input a line.</param>
    /// <param name="columns">Which columns hold what.</param>
    /// <param name="task">The task, which says whether inputs are pairs.</param>
    /// <exception cref="TaskGridException">While enumerating: <see cref="ErrorCodes.DataInvalid"/>,
    /// <see cref="ErrorCodes.ColumnNotFound"/>, <see cref="ErrorCodes.FileNotFound"/>.</exception>
    public static IEnumerable<TextInput> ReadFile(string path, DataColumns columns, TaskInfo task) =>
        InputReader.ReadFile(path, columns, task.Pairs ?? columns.TextPair is not null);

    /// <summary>Reads a stream: JSONL when it begins with <c>{</c>, else one input a line, the texts of a pair with a
    /// tab between them.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="columns">Which fields hold what.</param>
    /// <param name="task">The task, which says whether inputs are pairs.</param>
    /// <exception cref="TaskGridException">While enumerating, as <see cref="ReadFile"/>.</exception>
    public static IEnumerable<TextInput> ReadStream(Stream stream, string name, DataColumns columns, TaskInfo task) =>
        InputReader.ReadStream(stream, name, null, columns, task.Pairs ?? columns.TextPair is not null);
}
