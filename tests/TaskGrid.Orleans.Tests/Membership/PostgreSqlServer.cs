using System.Diagnostics;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>A PostgreSQL of its own, with its data in a scratch folder. It refuses to run as root, and takes root for nobody
/// then, in a user namespace.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    private const string User = "postgres";

    private static readonly string[] AsNobody = ["--user", "--map-user=65534", "--map-group=65534", "--"];

    private readonly ScratchFolder _folder;
    private readonly Process _process;

    private PostgreSqlServer(ScratchFolder folder, Process process, int port)
    {
        (_folder, _process) = (folder, process);
        Connection = $"Host=127.0.0.1;Port={port};Database=postgres;Username={User}";
    }

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing { get; } =
        Programs.Find("initdb") is null || Programs.Find("postgres") is null ? "needs PostgreSQL (Debian: postgresql)"
        : IsRoot && !CanUnshare() ? "needs another user than root, or user namespaces"
        : null;

    /// <summary>How it is reached.</summary>
    public string Connection { get; }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts it and waits until it takes connections.</summary>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = new ScratchFolder();
        using (var make = Start(folder, "initdb", ["--pgdata", folder["data"], "--username", User, "--auth", "trust"]))
        {
            var said = await make.StandardError.ReadToEndAsync();
            await make.WaitForExitAsync();
            Assert.True(make.ExitCode == 0, said);
        }

        var port = Programs.FreePort();
        var process = Start(
            folder, "postgres", ["-D", folder["data"], "-p", $"{port}", "-h", "127.0.0.1", "-k", folder.Path, "-c", "fsync=off"]);
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync();
            return new PostgreSqlServer(folder, process, port);
        }

        throw new InvalidOperationException($"PostgreSQL ended before it listened: {string.Join('\n', lines)}");
    }

    public void Dispose()
    {
        // Its own children end with it on SIGQUIT, and not on SIGKILL.
        using (var kill = Process.Start("kill", ["-QUIT", $"{_process.Id}"])) kill.WaitForExit();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static bool CanUnshare()
    {
        if (Programs.Find("unshare") is not { } program) return false;
        using var process = Process.Start(new ProcessStartInfo(program, [.. AsNobody, "true"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static Process Start(ScratchFolder folder, string program, string[] arguments)
    {
        var path = Programs.Find(program)!;
        var start = IsRoot
            ? new ProcessStartInfo("unshare", [.. AsNobody, path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = program == "initdb";
        start.WorkingDirectory = folder.Path;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }
}
