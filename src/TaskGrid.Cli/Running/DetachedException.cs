namespace TaskGrid.Cli.Running;

/// <summary>The user left a job that goes on without this command.</summary>
/// <param name="message">Where it goes on and how to come back.</param>
internal sealed class DetachedException(string message) : Exception(message);
