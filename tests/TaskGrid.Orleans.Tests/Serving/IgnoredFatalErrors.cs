namespace TaskGrid.Orleans.Tests.Serving;

/// <summary>A silo that is told that it is dead ends its process; not that of a test.</summary>
internal sealed class IgnoredFatalErrors : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => false;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        // The silo is refused: that is what is wanted.
    }
}
