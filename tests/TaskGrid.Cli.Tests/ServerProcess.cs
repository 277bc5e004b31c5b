using System.Diagnostics;

namespace TaskGrid.Cli.Tests;

/// <summary>A real <c>taskgrid serve</c> on a free port of this machine.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string url) => (_process, Url) = (process, url);

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">The current folder of the process.</param>
    /// <param name="store">The store.</param>
    /// <param name="options">More options; by default it takes no keys.</param>
    public static ServerProcess Start(string folder, string store, params string[] options) =>
        Start(folder, store, new Dictionary<string, string>(), options);

    /// <summary>The same with variables of its environment.</summary>
    public static ServerProcess Start(
        string folder, string store, IReadOnlyDictionary<string, string> variables, params string[] options)
    {
        var process = CliProcess.Start(
            folder,
            variables,
            [
                "serve", "--store", store, "--urls", "http://127.0.0.1:0",
                .. options.Length > 0 ? options : ["--no-auth"],
            ]);
        // Before it there may be warnings: of a damaged base, say.
        string? line;
        do line = process.StandardError.ReadLine();
        while (line?.Contains(" at http://127.0.0.1:", StringComparison.Ordinal) == false);
        Assert.NotNull(line);
        // Its log must not fill the pipe.
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        return new(process, line[(line.IndexOf(" at ", StringComparison.Ordinal) + 4)..]);
    }

    /// <summary>Lets it end as on SIGTERM.</summary>
    public void Dispose()
    {
        CliProcess.Signal(_process, "TERM");
        if (!_process.WaitForExit(TimeSpan.FromMinutes(1))) _process.Kill();
        _process.Dispose();
    }
}
