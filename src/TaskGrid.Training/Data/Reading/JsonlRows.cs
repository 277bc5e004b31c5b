using System.Text.Json;
using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Data.Reading;

/// <summary>
/// Rows of one JSON object a line. The first object decides which properties are read; an object with
/// <c>messages</c> is a chat (<see cref="ChatRow"/>) unless the user names columns.
/// </summary>
internal static class JsonlRows
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads rows lazily; blank lines are passed over.</summary>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="request">The properties that are needed.</param>
    /// <param name="report">Takes what is wrong with single rows.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ColumnNotFound"/>: the first object has no such
    /// property.</exception>
    public static IEnumerable<RawRow> Read(
        IEnumerable<TextLine> lines, string file, ColumnRequest request, ReportProblem report)
    {
        var shape = new JsonShape(file, request);
        foreach (var (number, text) in lines)
        {
            if (text is null)
            {
                report(number, RowProblemText.LineTooLong);
            }
            else if (!string.IsNullOrWhiteSpace(text) && ReadRow(number, text, shape, request, report) is { } row)
            {
                yield return row;
            }
        }
    }

    private static RawRow? ReadRow(
        long line, string json, JsonShape shape, ColumnRequest request, ReportProblem report)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                report(line, $"{JsonText.Name(document.RootElement.ValueKind)} instead of a JSON object");
                return null;
            }

            var (text, pair, label) = shape.Read(document.RootElement);
            return RowCheck.Complete(line, text, pair, request.Labelled ? label : null, report);
        }
        catch (JsonException exception)
        {
            report(line, $"not a JSON object: {exception.Message}");
        }
        catch (FormatException exception)
        {
            report(line, exception.Message);
        }

        return null;
    }
}
