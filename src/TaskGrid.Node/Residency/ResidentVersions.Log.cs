using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class ResidentVersions
{
    [LoggerMessage(LogLevel.Debug, "The version {Sha256} ({Bytes} bytes) gave way to others in memory.")]
    private static partial void LogEvicted(ILogger logger, string sha256, long bytes);
}
