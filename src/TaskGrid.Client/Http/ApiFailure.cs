namespace TaskGrid.Client.Http;

/// <summary>Why an attempt failed.</summary>
/// <param name="Error">What the caller gets to see when there is no other attempt.</param>
internal sealed record ApiFailure(TaskGridException Error)
{
    /// <summary>Whether another attempt may succeed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the server cannot have seen the request.</summary>
    public bool WasNeverSent { get; init; }

    /// <summary>The wait that the server asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
