using System.Diagnostics;

namespace TaskGrid.Proofs.Crash;

/// <summary>This program as a process that crashes at a step; killed with the instance.</summary>
internal sealed class CrashingNode : IDisposable
{
    private readonly Process _process;

    private CrashingNode(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="store">The folder of the store.</param>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="local">Its folder for files of running jobs.</param>
    /// <param name="step">The step; its checkpoint must be asked for.</param>
    /// <param name="job">The job that crashes; null: every one.</param>
    public static CrashingNode Start(string store, string bases, string local, int step, string? job = null) =>
        new(Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "TaskGrid.Proofs.dll"), store, bases, local, $"{step}", .. job is null ? [] : new[] { job }])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!);

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.StandardError.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
