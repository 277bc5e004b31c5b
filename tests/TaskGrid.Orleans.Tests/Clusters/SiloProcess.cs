using System.Diagnostics;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>A running <c>taskgrid serve --engine orleans</c>; killed with the instance.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;

    public SiloProcess(string name, string store, string bases)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "taskgrid.dll");
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                program, "serve", "--engine", "orleans", "--node", name, "--store", store, "--bases", bases, "--no-auth",
                "--urls", "http://127.0.0.1:0",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        Name = name;
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Waits until it serves, and goes on reading what it says.</summary>
    public async Task ReadyAsync()
    {
        var said = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("taskgrid serves", StringComparison.Ordinal)) continue;
            _ = _process.StandardError.ReadToEndAsync();
            return;
        }

        Assert.Fail($"The silo '{Name}' did not start: {string.Join('\n', said)}");
    }

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
