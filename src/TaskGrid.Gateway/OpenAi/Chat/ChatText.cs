namespace TaskGrid.Gateway;

/// <summary>Finds the text in messages.</summary>
internal static class ChatText
{
    /// <summary>The last user message's text; empty where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problems">Gets a problem when there is no text.</param>
    public static string Of(ChatRequest request, ApiProblems problems)
    {
        try
        {
            if (request.Messages.LastOrDefault(each => each is { Role: "user" }) is { } message)
                return ChatContent.TextOf(message.Content ?? default);
            problems.AddInvalid("There is no message with the role 'user'.", "messages");
        }
        catch (FormatException exception)
        {
            problems.AddInvalid($"In the last message of the role 'user' {exception.Message}.", "messages");
        }

        return "";
    }
}
