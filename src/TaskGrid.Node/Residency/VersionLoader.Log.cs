using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class VersionLoader
{
    [LoggerMessage(LogLevel.Warning, "The version {Sha256} cannot be loaded: {Reason}")]
    private static partial void LogFailed(ILogger logger, string sha256, string reason);
}
