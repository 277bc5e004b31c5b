namespace TaskGrid;

/// <summary>One tensor's share of a diff.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Nonzeros">How many of them the diff changes.</param>
public sealed record DiffTensorSummary(string Name, int Parameters, int Nonzeros);
