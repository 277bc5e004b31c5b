namespace TaskGrid.Cli.Tests;

/// <summary>What a finished process left.</summary>
internal sealed record CliOutcome(int ExitCode, string Output, string Error);
