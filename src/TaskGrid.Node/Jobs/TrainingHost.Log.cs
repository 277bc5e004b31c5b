using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

internal sealed partial class TrainingHost
{
    [LoggerMessage(LogLevel.Warning, "The job {Job} waits for the store and tries again: {Reason}")]
    private static partial void LogWaits(ILogger logger, string job, string reason);

    [LoggerMessage(LogLevel.Warning, "The job {Job} cannot keep its files on this machine (try {Try} of {Tries}): {Reason}")]
    private static partial void LogDiskFailed(ILogger logger, string job, int @try, int tries, string reason);

    [LoggerMessage(LogLevel.Error, "The job {Job} is passed over until this is mended: {Reason}")]
    private static partial void LogLeft(ILogger logger, string job, string reason);

    [LoggerMessage(LogLevel.Warning, "The job {Job} is left to nodes that have its base: {Reason}")]
    private static partial void LogLeftToOthers(ILogger logger, string job, string reason);

    [LoggerMessage(
        LogLevel.Error,
        "Another process has begun as node '{Node}': this one trains no more. Give each server of a store its own name (--node).")]
    private static partial void LogReplaced(ILogger logger, string node);
}
