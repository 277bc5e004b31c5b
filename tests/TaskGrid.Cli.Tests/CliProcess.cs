using System.Diagnostics;
using System.Text.Json;

namespace TaskGrid.Cli.Tests;

/// <summary>Runs the built command line as a user does: as a process of its own.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "taskgrid");

    /// <summary>Runs to the end.</summary>
    /// <param name="folder">The current folder of the process.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CliOutcome Run(string folder, params string[] arguments) => RunWithInput(folder, "", arguments);

    /// <summary>Runs to the end with a text on stdin.</summary>
    public static CliOutcome RunWithInput(string folder, string input, params string[] arguments) =>
        Finish(Start(Program, folder, arguments), input);

    /// <summary>Runs another program than the command line.</summary>
    public static CliOutcome RunProgram(string program, string folder, params string[] arguments) =>
        Finish(Start(program, folder, arguments), "");

    /// <summary>Starts the command line with all three streams redirected. Ctrl-C reaches it also where these tests were
    /// started in the background, whose processes ignore it.</summary>
    public static Process Start(string folder, params string[] arguments) =>
        Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables of its environment.</summary>
    public static Process Start(
        string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        Start(
            "env",
            folder,
            ["--default-signal=INT", .. variables.Select(each => $"{each.Key}={each.Value}"), Program, .. arguments]);

    /// <summary>Sends a signal, as Ctrl-C does.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Parses what a call with <c>--json</c> printed.</summary>
    public static JsonElement Json(CliOutcome outcome) => JsonDocument.Parse(outcome.Output).RootElement;

    private static CliOutcome Finish(Process process, string input)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(Limit))
            {
                process.Kill();
                throw new TimeoutException($"{process.StartInfo.FileName} did not end.");
            }

            return new CliOutcome(process.ExitCode, output.Result, error.Result);
        }
    }

    private static Process Start(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["TASKGRID_STORE", "TASKGRID_SERVER", "TASKGRID_KEY", "TASKGRID_DEBUG"])
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }
}
