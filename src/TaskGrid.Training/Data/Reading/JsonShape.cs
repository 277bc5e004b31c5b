using System.Text.Json;
using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Data.Reading;

/// <summary>
/// Which properties of the rows are read. The first row decides; a later row with other properties must lead to the
/// same choice, so that nothing (such as a second text) is left out silently.
/// </summary>
/// <param name="file">Name of the file, for messages.</param>
/// <param name="request">The properties that are needed.</param>
internal sealed class JsonShape(string file, ColumnRequest request)
{
    private const string Messages = "messages";

    private string[]? _names;
    private ColumnMap? _map;
    private bool _chat;

    /// <summary>Reads the texts and, when one is asked for, the label of a row.</summary>
    /// <param name="row">A JSON object.</param>
    /// <exception cref="FormatException">What is wrong with the row.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ColumnNotFound"/>: the first row lacks what is needed.
    /// </exception>
    public (string Text, string? TextPair, string? Label) Read(JsonElement row)
    {
        Recognize(row);
        if (_chat)
        {
            return ChatRow.Read(row, request.Labelled);
        }

        var names = _map!.Names;
        return (
            JsonText.Text(row, names[_map.Text]),
            _map.Pairs ? JsonText.Text(row, names[_map.TextPair]) : null,
            request.Labelled ? JsonText.Label(row, names[_map.Label]) : null);
    }

    private void Recognize(JsonElement row)
    {
        if (_names is not null && SameNames(row, _names))
        {
            return;
        }

        var names = row.EnumerateObject().Select(property => property.Name).ToArray();
        var chat = names.Contains(Messages) && request.Names == new DataColumns();
        if (_names is null)
        {
            _map = chat ? ChatColumns(names) : ColumnGuess.Resolve(file, names, request, ordered: false);
            (_chat, _names) = (chat, names);
        }
        else if (chat != _chat || (!chat && !SameChoice(names)))
        {
            throw new FormatException(
                $"has the properties {Quoted(names)}, but the rows above have {Quoted(_names)}");
        }
    }

    private static bool SameNames(JsonElement row, string[] names)
    {
        var index = 0;
        foreach (var property in row.EnumerateObject())
        {
            if (index == names.Length || !property.NameEquals(names[index++]))
            {
                return false;
            }
        }

        return index == names.Length;
    }

    // A property that is missing is reported by its name when it is read.
    private bool SameChoice(string[] names)
    {
        int[] chosen = [_map!.Text, _map.TextPair, _map.Label];
        if (chosen.Where(index => index >= 0).Any(index => !names.Contains(_map.Names[index])))
        {
            return true;
        }

        var map = ColumnGuess.Resolve(file, names, request with { Pairs = null }, ordered: false);
        return NameAt(map, map.Text) == NameAt(_map, _map.Text)
            && NameAt(map, map.TextPair) == NameAt(_map, _map.TextPair)
            && NameAt(map, map.Label) == NameAt(_map, _map.Label);
    }

    private ColumnMap? ChatColumns(string[] names) => request.Pairs == true
        ? throw new TaskGridException(
            ErrorCodes.ColumnNotFound, $"{file} holds chats ({Quoted(names)}), and the task is over pairs of texts.")
        : null;

    private static string? NameAt(ColumnMap map, int index) => index < 0 ? null : map.Names[index];

    private static string Quoted(string[] names) => string.Join(", ", names.Take(30).Select(name => $"'{name}'"));
}
