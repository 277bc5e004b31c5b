using System.Text.Json;

namespace TaskGrid;

/// <summary>What a message of a chat says, as OpenAI's clients write it: a text, or a list of parts of the type
/// <c>text</c>.</summary>
public static class ChatContent
{
    /// <summary>The text, of all parts together.</summary>
    /// <param name="content">The message's <c>content</c>.</param>
    /// <exception cref="FormatException">It is of another form, or not valid as text.</exception>
    public static string TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => StringOf(content),
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(PartOf)),
        _ => throw NoText(),
    };

    private static string PartOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? StringOf(text)
            : throw NoText();

    // The parser checks bytes, but not whether they are text.
    private static string StringOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("'content' is not valid UTF-8, or holds half of a surrogate pair", exception);
        }
    }

    private static FormatException NoText() => new("'content' is neither a text nor a list of parts of the type 'text'");
}
