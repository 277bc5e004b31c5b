using System.Diagnostics;
using System.Text.Json;

namespace TaskGrid.Cli.Tests;

/// <summary>Runs the built command line as a user does: as a process of its own.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs to the end.</summary>
    /// <param name="folder">The current folder of the process.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CliOutcome Run(string folder, params string[] arguments) => RunWithInput(folder, "", arguments);

    /// <summary>Runs to the end with a text on stdin.</summary>
    public static CliOutcome RunWithInput(string folder, string input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"taskgrid {string.Join(' ', arguments)} did not end.");
        }

        return new CliOutcome(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the process with all three streams redirected.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "taskgrid"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TASKGRID_STORE");
        start.Environment.Remove("TASKGRID_DEBUG");
        return Process.Start(start)!;
    }

    /// <summary>Sends a signal, as Ctrl-C does.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Parses what a call with <c>--json</c> printed.</summary>
    public static JsonElement Json(CliOutcome outcome) => JsonDocument.Parse(outcome.Output).RootElement;
}
