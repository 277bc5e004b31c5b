namespace TaskGrid.Serving;

/// <summary>What a server's batches have been so far, and what waits.</summary>
public sealed record BatchingStatus
{
    /// <summary>Tokens that a batch may have.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Texts that wait.</summary>
    public required int WaitingTexts { get; init; }

    /// <summary>Seconds of work that wait, by the speed of the last batches.</summary>
    public required double WaitingSeconds { get; init; }

    /// <summary>Batches.</summary>
    public required long Batches { get; init; }

    /// <summary>Texts of all batches.</summary>
    public required long Texts { get; init; }

    /// <summary>Tokens of all batches, none of them padding.</summary>
    public required long Tokens { get; init; }

    /// <summary>Seconds that texts have waited for their batch, summed up.</summary>
    public required double QueuedSeconds { get; init; }

    /// <summary>Requests that were refused because too much waited.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests that were cancelled while they waited.</summary>
    public required long Cancelled { get; init; }
}
