using System.Diagnostics;

namespace TaskGrid.Node.Tests.Grid;

/// <summary>A running tests/TaskGrid.Node.Worker; killed with the instance.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(string store, string bases, string local)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TaskGrid.Node.Worker.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, store, bases, local])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Waits until it works.</summary>
    public Task ReadyAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
