using System.Diagnostics;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>A PostgreSQL of its own, with its data in a scratch folder. It refuses to run as root, and runs as Debian's user
/// for it then.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    private const string User = "postgres";

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
        : IsRoot && Programs.Find("setpriv") is null ? "needs setpriv, because PostgreSQL refuses to run as root"
        : null;

    /// <summary>How it is reached.</summary>
    public string Connection { get; }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts it and waits until it takes connections.</summary>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = new ScratchFolder();
        if (IsRoot)
        {
            using var own = Process.Start("chown", [User, folder.Path]);
            await own.WaitForExitAsync();
        }

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

    private static Process Start(ScratchFolder folder, string program, string[] arguments)
    {
        var path = Programs.Find(program)!;
        var start = IsRoot
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = program == "initdb";
        start.WorkingDirectory = folder.Path;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }
}
