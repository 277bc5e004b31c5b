using System.Diagnostics;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>A running <c>taskgrid serve --engine orleans</c>; killed with the instance.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3), EndsWithin = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="store">The store.</param>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="options">More options; by default it takes no keys.</param>
    public SiloProcess(string name, string store, string bases, params string[] options)
        : this(name, store, bases, new Dictionary<string, string>(), options)
    {
    }

    /// <summary>Starts it with variables of its environment.</summary>
    public SiloProcess(
        string name, string store, string bases, IReadOnlyDictionary<string, string> variables, params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "taskgrid.dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                program, "serve", "--engine", "orleans", "--node", name, "--store", store, "--bases", bases,
                "--urls", "http://127.0.0.1:0", .. options.Length > 0 ? options : ["--no-auth"],
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in variables) start.Environment[variable] = value;
        _process = Process.Start(start)!;
        Name = name;
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Where it listens, once it serves.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Waits until it serves, and goes on reading what it says.</summary>
    public async Task ReadyAsync()
    {
        var said = new List<string>();
        using var timeout = new CancellationTokenSource(StartsWithin);
        while (await NextAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("taskgrid serves", StringComparison.Ordinal)) continue;
            _ = _process.StandardError.ReadToEndAsync();
            Url = new Uri(line[(line.IndexOf(" at ", StringComparison.Ordinal) + 4)..]);
            return;
        }

        Assert.Fail($"The silo '{Name}' did not start: {string.Join('\n', said)}");

        async Task<string?> NextAsync()
        {
            try
            {
                return await _process.StandardError.ReadLineAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }

    /// <summary>Waits for the end of one that cannot start.</summary>
    /// <returns>What it has said.</returns>
    public async Task<string> FailAsync()
    {
        var said = await _process.StandardError.ReadToEndAsync().WaitAsync(EndsWithin);
        await _process.WaitForExitAsync().WaitAsync(EndsWithin);
        Assert.NotEqual(0, _process.ExitCode);
        return said;
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(EndsWithin);
        return _process.ExitCode;
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
