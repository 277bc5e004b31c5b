using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>Finds the text in messages.</summary>
internal static class ChatText
{
    /// <summary>The last user message's text.</summary>
    public static string Of(ChatRequest request)
    {
        var message = request.Messages.LastOrDefault(each => each is { Role: "user" })
            ?? throw ApiException.Invalid("There is no message with the role 'user'.", "messages");
        return message.Content switch
        {
            { ValueKind: JsonValueKind.String } text => TextOf(text),
            { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(PartOf)),
            _ => throw NoText(),
        };
    }

    private static string PartOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? TextOf(text)
            : throw NoText();

    // The parser checks bytes, but not whether they are text.
    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Invalid("The message is not valid UTF-8, or holds half a surrogate pair.", "messages");
        }
    }

    private static ApiException NoText() =>
        ApiException.Invalid("A user's message is a text, or a list of parts of the type 'text'.", "messages");
}
