using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class JobRun
{
    [LoggerMessage(LogLevel.Warning, "The job {Job} starts again from its beginning: {Reason}")]
    private static partial void LogStartsAgain(ILogger logger, string job, string reason);
}
