using System.Diagnostics;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>A Redis of its own, in memory alone.</summary>
internal sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";

    private readonly Process _process;

    private RedisServer(Process process, int port) => (_process, Connection) = (process, $"127.0.0.1:{port}");

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing { get; } = Programs.Find(Program) is null ? "needs redis-server (Debian: redis-server)" : null;

    /// <summary>How it is reached.</summary>
    public string Connection { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var port = Programs.FreePort();
        var process = Process.Start(new ProcessStartInfo(
            Programs.Find(Program)!, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new RedisServer(process, port);
        }

        throw new InvalidOperationException("Redis ended before it listened.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
