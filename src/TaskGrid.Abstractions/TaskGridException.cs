namespace TaskGrid;

/// <summary>
/// An expected failure: what is wrong, with the offending value, and what to do about it. Its message may be shown to
/// the user as it is.
/// </summary>
public sealed class TaskGridException : Exception
{
    /// <summary>Makes an exception with a stable code.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What is wrong and what to do next, in whole sentences.</param>
    /// <param name="details">Every single problem, one line each, when there are several.</param>
    /// <param name="innerException">The cause.</param>
    public TaskGridException(
        string code, string message, IReadOnlyList<string>? details = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Details = details ?? [];
    }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Every single problem, one line each; empty when the message says all.</summary>
    public IReadOnlyList<string> Details { get; }

    /// <summary>How long to wait before the same is tried again; null where trying again does not help, or nobody knows.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The fingerprint of the base that is missing or damaged, where one with it would do: another node may have it.</summary>
    public string? BaseFingerprint { get; init; }
}
