using System.CommandLine;

namespace TaskGrid.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>The folder of bases and tasks.</summary>
    public static Option<string> Store { get; } = new("--store")
    {
        Description = "The folder that holds bases and tasks; TASKGRID_STORE sets another default.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("TASKGRID_STORE") is { Length: > 0 } folder ? folder : "./.taskgrid",
    };

    /// <summary>Results as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints one JSON value on stdout, also for an error.",
        Recursive = true,
    };
}
