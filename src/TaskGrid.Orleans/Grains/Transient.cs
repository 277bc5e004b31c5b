namespace TaskGrid.Orleans;

/// <summary>Failures of calls that another silo, or the same call a moment later, may not have.</summary>
internal static class Transient
{
    /// <summary>Whether a failure is one.</summary>
    public static bool Is(Exception exception) =>
        exception is OrleansException or TimeoutException or ObjectDisposedException or NodeStoppedException
        || (exception is TaskGridException { Code: ErrorCodes.ServerUnavailable });
}
