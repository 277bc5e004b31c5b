namespace TaskGrid.Gateway;

/// <summary>Finds the text in messages.</summary>
internal static class ChatText
{
    /// <summary>The last user message's text.</summary>
    public static string Of(ChatRequest request)
    {
        var message = request.Messages.LastOrDefault(each => each is { Role: "user" })
            ?? throw ApiException.Invalid("There is no message with the role 'user'.", "messages");
        try
        {
            return ChatContent.TextOf(message.Content ?? default);
        }
        catch (FormatException exception)
        {
            throw ApiException.Invalid($"In the last message of the role 'user' {exception.Message}.", "messages");
        }
    }
}
