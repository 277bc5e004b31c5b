using TaskGrid.Cli.Running;
using TaskGrid.Gateway;

namespace TaskGrid.Cli.Serving;

/// <summary>The API keys of the store that a command names.</summary>
internal static class ServedKeys
{
    /// <summary>Opens them.</summary>
    public static ApiKeyStore Open(CommandRun run) => new(run.OpenStore().Blobs, TimeProvider.System);
}
