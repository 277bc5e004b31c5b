using System.Diagnostics;

namespace TaskGrid.Storage.Tests.Files;

/// <summary>A running tests/TaskGrid.Storage.Writer; killed with the instance.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    public WriterProcess(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TaskGrid.Storage.Writer.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    public void WriteLine() => _process.StandardInput.WriteLine();

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it by SIGKILL, and waits until it is gone.</summary>
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
