namespace TaskGrid.Samples;

/// <summary>One row of a sample task.</summary>
/// <param name="Text">The (first) text.</param>
/// <param name="TextPair">The second text, or null.</param>
/// <param name="Label">The label, or the value as it is written.</param>
public sealed record SampleRow(string Text, string? TextPair, string Label);
