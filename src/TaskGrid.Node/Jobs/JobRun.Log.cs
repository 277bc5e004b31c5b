using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class JobRun
{
    [LoggerMessage(LogLevel.Warning, "The job {Job} starts again from its beginning: {Reason}")]
    private static partial void LogStartsAgain(ILogger logger, string job, string reason);

    [LoggerMessage(
        LogLevel.Error, "The job {Job} ends: its files cannot be kept. Free space or give permission in '{Folder}'. {Reason}")]
    private static partial void LogNotKept(ILogger logger, string job, string folder, string reason);
}
