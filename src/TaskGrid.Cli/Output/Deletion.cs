namespace TaskGrid.Cli.Output;

/// <summary>What <c>task delete --json</c>, <c>version delete --json</c> and <c>alias delete --json</c> print.</summary>
/// <param name="Deleted">The task's name; <c>task@v3</c>; <c>task@alias</c>.</param>
internal sealed record Deletion(string Deleted);
