namespace TaskGrid.Gateway;

/// <summary>The one choice of an answer.</summary>
internal sealed record ChatChoice(ChatReply Message, ChatLogprobs? Logprobs)
{
    public int Index { get; }

    public string FinishReason { get; } = "stop";
}
