namespace TaskGrid.Cli.Tasks;

/// <summary>What <c>task delete --json</c> prints.</summary>
/// <param name="Deleted">The task's name.</param>
internal sealed record DeletedTask(string Deleted);
