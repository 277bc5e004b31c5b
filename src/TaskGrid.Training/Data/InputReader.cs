using TaskGrid.Training.Data.Columns;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>
/// Inputs to predict, one by one as they are asked for, in the order of the file. A label that is there is ignored. A
/// row that cannot be used ends the enumeration with an error that names its line, so that no answer is matched to the
/// wrong input.
/// </summary>
public static class InputReader
{
    /// <summary>Reads a file, which is opened by the first row asked for and closed with the enumeration.</summary>
    /// <param name="path">The file: <c>.tsv</c>, <c>.csv</c>, <c>.jsonl</c>; with any other extension than <c>.json</c>
    /// it is JSONL when it begins with <c>{</c>, else one input a line.</param>
    /// <param name="columns">Names of the columns; what is null is guessed.</param>
    /// <param name="pairs">Whether the task is over pairs (in plain text: two texts with a tab between them).</param>
    /// <exception cref="TaskGridException">While enumerating: <see cref="ErrorCodes.DataInvalid"/>,
    /// <see cref="ErrorCodes.ColumnNotFound"/>, <see cref="ErrorCodes.FileNotFound"/>, <see cref="ErrorCodes.InvalidArgument"/>
    /// (<c>.json</c>).</exception>
    public static IEnumerable<TextInput> ReadFile(string path, DataColumns columns, bool pairs)
    {
        using var stream = DataFile.Open(path);
        var file = Path.GetFileName(path);
        foreach (var input in ReadStream(stream, file, DataFormatExtension.Inputs(path), columns, pairs))
        {
            yield return input;
        }
    }

    /// <summary>Reads a stream, such as standard input, no further ahead than the rows asked for need.</summary>
    /// <param name="stream">The stream; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="format">Its format; null: JSONL when it begins with <c>{</c>, else one input a line.</param>
    /// <param name="columns">Names of the columns; what is null is guessed.</param>
    /// <param name="pairs">Whether the task is over pairs.</param>
    /// <exception cref="TaskGridException">While enumerating: <see cref="ErrorCodes.DataInvalid"/>,
    /// <see cref="ErrorCodes.ColumnNotFound"/>, <see cref="ErrorCodes.FileNotFound"/> (cannot be read).</exception>
    public static IEnumerable<TextInput> ReadStream(
        Stream stream, string name, DataFormat? format, DataColumns columns, bool pairs) =>
        RowReader.Read(stream, name, format, new ColumnRequest(columns, Labelled: false, pairs), (line, problem) =>
            throw new TaskGridException(ErrorCodes.DataInvalid, RowProblems.Describe(name, line, problem) + "."))
        .Select(row => new TextInput(row.Text, row.TextPair));
}
