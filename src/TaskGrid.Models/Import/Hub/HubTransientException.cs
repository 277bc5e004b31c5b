namespace TaskGrid.Models;

/// <summary>A request failed in a way that may be gone at the next attempt.</summary>
internal sealed class HubTransientException(
    string message, Exception? innerException = null, TimeSpan? retryAfter = null) : Exception(message, innerException)
{
    /// <summary>The wait that the server asks for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
