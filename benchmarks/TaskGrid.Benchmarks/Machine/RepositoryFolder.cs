using System.Diagnostics;

namespace TaskGrid.Benchmarks.Machine;

/// <summary>The source tree that this program was built in.</summary>
internal static class RepositoryFolder
{
    private const string Marker = "TaskGrid.sln";

    /// <summary>Its root.</summary>
    /// <exception cref="TaskGridException">The program was moved out of its tree.</exception>
    public static string Root { get; } = Find(AppContext.BaseDirectory)
        ?? throw new TaskGridException(
            ErrorCodes.FileNotFound,
            $"No folder above {AppContext.BaseDirectory} holds {Marker}. Run benchmarks inside the repository.");

    /// <summary>The short commit hash, with <c>+</c> when tracked files differ; <c>unknown</c> without git.</summary>
    public static string Commit()
    {
        var hash = Git("rev-parse", "--short=10", "HEAD");
        if (hash is null) return "unknown";
        // Results are written into the tree while a benchmark runs; they are not part of what is measured.
        var changes = Git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!benchmarks/results");
        return hash + (changes is "" ? "" : "+");
    }

    private static string? Find(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Marker))) return at.FullName;
        }

        return null;
    }

    private static string? Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
