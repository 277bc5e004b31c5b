using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class LocalDiffs
{
    [LoggerMessage(LogLevel.Debug, "The diff {Sha256} ({Bytes} bytes) gave way to others on the local disk.")]
    private static partial void LogEvicted(ILogger logger, string sha256, long bytes);

    [LoggerMessage(LogLevel.Warning, "The diff {Sha256} is damaged or gone on the local disk; it is fetched again.")]
    private static partial void LogDamaged(ILogger logger, string sha256);

    [LoggerMessage(LogLevel.Warning, "The local disk cannot be used for '{Path}': {Reason} The store is asked instead.")]
    private static partial void LogFailed(ILogger logger, string path, string reason);
}
