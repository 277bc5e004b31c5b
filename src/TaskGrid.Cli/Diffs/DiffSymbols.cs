using System.CommandLine;

namespace TaskGrid.Cli.Diffs;

/// <summary>Arguments that the diff commands share.</summary>
internal static class DiffSymbols
{
    /// <summary>The argument TASK|FILE.</summary>
    public static Argument<string> TaskOrFile() => new("TASK|FILE")
    {
        Description = "A task of the store, or a .tgdiff file: what holds a '/' or ends in .tgdiff is a file.",
    };
}
