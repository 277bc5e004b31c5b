using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class TaskViews
{
    [LoggerMessage(LogLevel.Warning, "'{Key}' is served as it was: {Reason}")]
    private static partial void LogNotRefreshed(ILogger logger, string key, string reason);
}
