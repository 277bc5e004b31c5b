namespace TaskGrid.Cli.Output;

/// <summary>Whoever read stdout has gone, as <c>head</c> does: nothing is left to do or to report.</summary>
internal sealed class OutputClosedException : Exception;
