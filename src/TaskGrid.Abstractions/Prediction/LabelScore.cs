namespace TaskGrid;

/// <summary>One label's score.</summary>
/// <param name="Label">The label, or <c>value</c> for regression.</param>
/// <param name="Score">Softmax probability, or the predicted value for regression.</param>
public sealed record LabelScore(string Label, double Score);
