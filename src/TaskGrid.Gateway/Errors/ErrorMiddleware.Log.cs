using Microsoft.Extensions.Logging;

namespace TaskGrid.Gateway;

internal sealed partial class ErrorMiddleware
{
    [LoggerMessage(1, LogLevel.Error, "{Route} failed with {Code}.")]
    private static partial void LogFault(ILogger logger, string route, string code, Exception exception);
}
