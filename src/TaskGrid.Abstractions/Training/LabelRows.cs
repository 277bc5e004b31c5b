namespace TaskGrid;

/// <summary>How many training rows a label has.</summary>
/// <param name="Label">The label.</param>
/// <param name="Rows">Its rows, those held out apart.</param>
public sealed record LabelRows(string Label, int Rows);
