using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class TaskViews
{
    [LoggerMessage(LogLevel.Warning, "'{Key}' is served as it was: {Reason}")]
    private static partial void LogNotRefreshed(ILogger logger, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Version v{Version} of '{Key}', to which an alias has moved, cannot be loaded: {Reason}")]
    private static partial void LogNotLoaded(ILogger logger, int version, string key, string reason);
}
