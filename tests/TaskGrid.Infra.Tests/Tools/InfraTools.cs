using System.ComponentModel;
using System.Diagnostics;

namespace TaskGrid.Infra.Tests.Tools;

/// <summary>kubectl, and the scripts of <c>tests/infra</c> beside the packages that they use.</summary>
internal static class InfraTools
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts/npm-infra");

    /// <summary>Why there are no scripts; null when there are.</summary>
    public static string? MissingScripts { get; } = FindMissingScripts();

    /// <summary>Why nothing can be rendered; null when it can.</summary>
    public static string? MissingKubectl { get; } =
        Runs("kubectl", "version", "--client") ? null : "needs kubectl 1.22 or newer: https://kubernetes.io/docs/tasks/tools";

    /// <summary>The problems that <c>check.mjs</c> finds.</summary>
    /// <param name="subject">What to check; see the script.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> Check(string subject, string text) => Lines(Node(text, subject));

    /// <summary>The problems of a folder.</summary>
    public static IReadOnlyList<string> CheckFolder(string subject, string folder) => Lines(Node("", subject, folder));

    /// <summary>YAML documents as one JSON list.</summary>
    public static string Json(string yaml) => Node(yaml, "json").Output;

    /// <summary>The manifests of an overlay, as YAML.</summary>
    public static string Render(string folder)
    {
        var outcome = Run("kubectl", "", "kustomize", folder);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output;
    }

    /// <summary>Runs a program to its end.</summary>
    public static ToolOutcome Run(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new ToolOutcome(process.ExitCode, output.Result, error.Result);
    }

    private static ToolOutcome Node(string text, params string[] arguments)
    {
        var outcome = Run("node", text, [Path.Combine(Folder, "check.mjs"), .. arguments]);
        Assert.Equal("", outcome.Error);
        return outcome;
    }

    private static string[] Lines(ToolOutcome outcome)
    {
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length > 0 ? 1 : 0, outcome.ExitCode);
        return lines;
    }

    // Node looks for packages above a script: the scripts are run from a copy beside them.
    private static string? FindMissingScripts()
    {
        if (!Runs("node", "--version")) return "Node.js is missing";
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            return "the packages of tests/infra are not installed: ./taskgrid test installs them";
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/infra"), "*.mjs"))
            File.Copy(script, Path.Combine(Folder, Path.GetFileName(script)), overwrite: true);
        return null;
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            return Run(program, "", arguments).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
