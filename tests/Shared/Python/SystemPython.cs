using System.Diagnostics;

namespace TaskGrid.Tests.Python;

/// <summary>The system's Python, which <c>./taskgrid test</c> installs NumPy for.</summary>
internal static class SystemPython
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Whether Python and NumPy are there.</summary>
    public static bool HasNumpy { get; } = File.Exists(Program) && Start(["-c", "import numpy"], "").Success;

    /// <summary>Runs a script that lies beside the tests and must succeed.</summary>
    /// <param name="script">Its path below the tests' folder.</param>
    /// <param name="argument">Its only argument.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>What it printed.</returns>
    public static string Run(string script, string argument, string input = "")
    {
        var (success, output) = Start([Path.Combine(AppContext.BaseDirectory, script), argument], input);
        Assert.True(success, output);
        return output;
    }

    private static (bool Success, string Output) Start(string[] arguments, string input)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, output);
    }
}
