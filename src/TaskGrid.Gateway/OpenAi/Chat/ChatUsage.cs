namespace TaskGrid.Gateway;

/// <summary>Tokens are not counted; clients want the fields.</summary>
internal sealed record ChatUsage
{
    public int PromptTokens { get; }

    public int CompletionTokens { get; }

    public int TotalTokens { get; }
}
