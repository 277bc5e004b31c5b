namespace TaskGrid.Gateway;

/// <summary>A question to a task; what has no meaning for a classifier is ignored.</summary>
internal sealed record ChatRequest
{
    /// <summary><c>task</c>, <c>task@alias</c> or <c>task@v7</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The last one of a user is the text.</summary>
    public required IReadOnlyList<ChatMessage?> Messages { get; init; }

    /// <summary>Whether the answer comes as server-sent events.</summary>
    public bool? Stream { get; init; }

    /// <summary>Whether probabilities are wanted.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>Of how many labels.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>Answers wanted; only 1.</summary>
    public int? N { get; init; }

    /// <summary>Requests of one user go to one version where an alias splits them.</summary>
    public string? User { get; init; }
}
