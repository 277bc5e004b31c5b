namespace TaskGrid.Gateway;

/// <summary>An answer.</summary>
internal sealed record ChatAnswer(string Id, long Created, string Model, IReadOnlyList<ChatChoice> Choices)
{
    public string Object { get; } = "chat.completion";
}
