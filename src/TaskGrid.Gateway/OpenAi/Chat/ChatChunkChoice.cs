namespace TaskGrid.Gateway;

/// <summary>The one choice of a chunk.</summary>
internal sealed record ChatChunkChoice(ChatReply Delta, ChatLogprobs? Logprobs)
{
    public int Index { get; }

    public string FinishReason { get; } = "stop";
}
