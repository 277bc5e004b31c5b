using System.CommandLine;

namespace TaskGrid.Cli.Jobs;

/// <summary>Arguments of the job commands.</summary>
internal static class JobSymbols
{
    /// <summary>An id for examples.</summary>
    public const string Example = "ftjob-01k8v3h2q700000000000000aa";

    /// <summary>The argument ID.</summary>
    public static Argument<string> Id() => new("ID") { Description = "The job's id, as 'job list' shows it." };
}
