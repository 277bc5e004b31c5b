namespace TaskGrid.Training.Data.Reading;

/// <summary>A row whose texts have been checked and whose label is still as it was written.</summary>
/// <param name="Line">Number of its (first) line in the file, from 1.</param>
/// <param name="Text">The (first) text, not blank.</param>
/// <param name="TextPair">The second text, not blank, or null.</param>
/// <param name="Label">The label without white space around it; empty when none was asked for.</param>
internal readonly record struct RawRow(long Line, string Text, string? TextPair, string Label);
