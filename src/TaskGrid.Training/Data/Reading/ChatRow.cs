using System.Text.Json;

namespace TaskGrid.Training.Data.Reading;

/// <summary>
/// A chat in OpenAI's fine-tuning form: <c>{"messages": [{"role", "content"}, …]}</c>. The last message of the user is
/// the text and the assistant's answer to it the label; system messages are left out.
/// </summary>
internal static class ChatRow
{
    /// <summary>Reads a chat.</summary>
    /// <param name="row">The JSON object.</param>
    /// <param name="labelled">Whether the answer is needed; without it, one that is there is ignored.</param>
    /// <exception cref="FormatException">What is wrong with the chat.</exception>
    public static (string Text, string? TextPair, string? Label) Read(JsonElement row, bool labelled)
    {
        if (!row.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("'messages' is not a list");
        }

        string? text = null;
        string? label = null;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"'messages' holds {JsonText.Name(message.ValueKind)} instead of an object");
            }

            switch (JsonText.Text(message, "role"))
            {
                case "user":
                    text = ContentOf(message);
                    label = null;
                    break;
                case "assistant" when labelled:
                    label = ContentOf(message);
                    break;
            }
        }

        return (
            text ?? throw new FormatException("'messages' holds no message of the role 'user'"),
            null,
            labelled && label is null
                ? throw new FormatException("'messages' holds no answer of the role 'assistant' to the last user")
                : label);
    }

    private static string ContentOf(JsonElement message) => ChatContent.TextOf(JsonText.Property(message, "content"));
}
