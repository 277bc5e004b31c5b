using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TaskGrid.Benchmarks.Workers;

/// <summary>
/// A child process that reads one JSON value a line and answers with one JSON value a line. It ends when its stdin
/// closes, so it never outlives this process.
/// </summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly string _what;

    private WorkerProcess(Process process, string what)
    {
        (_process, _what) = (process, what);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a program.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that differ from this process's own; null removes one.</param>
    /// <exception cref="TaskGridException">It cannot be started.</exception>
    public static WorkerProcess Start(
        string what,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        try
        {
            return new WorkerProcess(Process.Start(start)!, what);
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound, $"Cannot start {what} ({program}): {problem.Message}.", null, problem);
        }
    }

    /// <summary>Starts a hidden command of this same program.</summary>
    /// <param name="command">The command.</param>
    /// <param name="environment">Variables that differ from this process's own.</param>
    public static WorkerProcess StartOwn(string command, IReadOnlyDictionary<string, string?>? environment = null) =>
        Start(command, Environment.ProcessPath!, [command], environment);

    /// <summary>Sends a request.</summary>
    public async Task SendAsync<T>(T request, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(request, JsonSerializerOptions.Web).AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException problem)
        {
            throw await FailedAsync(problem);
        }
    }

    /// <summary>Waits for the next answer.</summary>
    /// <exception cref="TaskGridException">The process ended without one.</exception>
    public async Task<T> ReceiveAsync<T>(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw await FailedAsync(null);
        return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public async Task<TAnswer> AskAsync<TRequest, TAnswer>(TRequest request, CancellationToken cancellationToken)
    {
        await SendAsync(request, cancellationToken);
        return await ReceiveAsync<TAnswer>(cancellationToken);
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<TaskGridException> FailedAsync(Exception? cause)
    {
        await _process.WaitForExitAsync();
        string[] lines;
        lock (_errors) lines = _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new TaskGridException(
            ErrorCodes.NativeFailed,
            $"The process of {_what} ended early, with exit code {_process.ExitCode}. Its last words follow.",
            lines[^Math.Min(lines.Length, 20)..],
            cause);
    }
}
