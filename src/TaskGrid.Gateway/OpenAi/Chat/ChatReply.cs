namespace TaskGrid.Gateway;

/// <summary>The label, as a message.</summary>
internal sealed record ChatReply(string Content)
{
    public string Role { get; } = "assistant";

    public string? Refusal { get; }
}
