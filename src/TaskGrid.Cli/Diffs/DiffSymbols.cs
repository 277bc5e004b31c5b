using System.CommandLine;

namespace TaskGrid.Cli.Diffs;

/// <summary>Arguments that the diff commands share.</summary>
internal static class DiffSymbols
{
    /// <summary>The argument TASK[@REF]|FILE.</summary>
    public static Argument<string> VersionOrFile() => new("TASK[@REF]|FILE")
    {
        Description = "A version (TASK, TASK@v3, TASK@alias), or a .tgdiff file: what holds a '/' or ends in .tgdiff.",
    };
}
