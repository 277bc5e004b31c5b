namespace TaskGrid.Gateway;

/// <summary>An answer as an event of a stream: all of it at once.</summary>
internal sealed record ChatChunk(string Id, long Created, string Model, IReadOnlyList<ChatChunkChoice> Choices)
{
    public string Object { get; } = "chat.completion.chunk";

    /// <summary>The chunk of a whole answer.</summary>
    public static ChatChunk Of(ChatAnswer answer) => new(
        answer.Id,
        answer.Created,
        answer.Model,
        [.. answer.Choices.Select(choice => new ChatChunkChoice(choice.Message, choice.Logprobs))]);
}
