using System.Diagnostics;
using System.Text;

namespace TaskGrid.Proofs.Processes;

/// <summary>A running <c>taskgrid serve</c>; killed with the instance.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _words = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a server.</summary>
    public static ServerProcess Start(ServerSettings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        string[] command =
        [
            Path.Combine(AppContext.BaseDirectory, "taskgrid"), "serve", "--no-auth", "--urls",
            $"http://127.0.0.1:{settings.Port}", "--store", settings.Store.Location, "--bases", settings.Bases, "--node",
            settings.Node, "--requests-per-second", $"{settings.RequestsPerSecond}",
            .. (string[])(settings.ReadOnly ? ["--read-only"] : []), .. settings.Options,
        ];
        if (settings.Processor is { } processor) command = ["taskset", "--cpu-list", $"{processor}", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = settings.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = settings.Folder;
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its sockets would lie there, and stay after a kill
        if (settings.SteadyRuntime)
        {
            start.Environment["DOTNET_TieredCompilation"] = "0";
            start.Environment["DOTNET_GCgen0size"] = "0x400000";
        }

        start.Environment["TASKGRID_AZURE_CONNECTION"] = settings.Store.AzureConnection;
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it listens.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public Task<Uri> ReadyAsync() => _ready.Task;

    /// <summary>Bytes of its memory that are resident: VmRSS of <c>/proc/ID/status</c>.</summary>
    public long ResidentBytes() => ProcessStatus.Bytes(Id, "VmRSS");

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public void Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"])) kill.WaitForExit();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        const string At = " at http://";
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"The server ended before it listened: {_words}"));
            return;
        }

        _words.AppendLine(line);
        var at = line.IndexOf(At, StringComparison.Ordinal);
        if (at >= 0) _ready.TrySetResult(new Uri(line[(at + " at ".Length)..]));
    }
}
