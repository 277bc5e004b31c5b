namespace TaskGrid.Cli.Tasks;

/// <summary>What <c>task list --json</c> prints.</summary>
/// <param name="Tasks">Every task of the store.</param>
internal sealed record TaskList(IReadOnlyList<TaskInfo> Tasks);
