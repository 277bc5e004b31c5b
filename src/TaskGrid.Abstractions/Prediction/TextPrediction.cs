namespace TaskGrid;

/// <summary>A task's answer to one input.</summary>
/// <param name="Label">The best label; for regression the value as text.</param>
/// <param name="Scores">Probability by label, the best first; for regression one entry <c>value</c>.</param>
public sealed record TextPrediction(string Label, IReadOnlyList<LabelScore> Scores);
