using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

public sealed partial class BaseCatalog
{
    [LoggerMessage(LogLevel.Warning, "The base {Base} in {Folder} is left out until this is mended: {Reason}")]
    private static partial void LogLeftOut(ILogger logger, string @base, string folder, string reason);
}
