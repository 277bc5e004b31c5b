namespace TaskGrid.Client.Http;

/// <summary>The server's errors: RFC 9457 with a stable code and every single problem.</summary>
internal sealed record ProblemDocument
{
    /// <summary>One of <see cref="ErrorCodes"/>, or one that this client does not know yet.</summary>
    public string? Code { get; init; }

    /// <summary>What kind of error it is.</summary>
    public string? Title { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Every single problem.</summary>
    public IReadOnlyList<string>? Errors { get; init; }
}
