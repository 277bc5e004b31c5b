namespace TaskGrid.Cli.Tasks;

/// <summary>What <c>task list --json</c> prints.</summary>
/// <param name="Tasks">Every task.</param>
internal sealed record TaskList(IReadOnlyList<ShownTask> Tasks);
