namespace TaskGrid.Training.Data;

/// <summary>One labelled example.</summary>
/// <param name="Text">The (first) text, never blank.</param>
/// <param name="TextPair">The second text, null when the task has single texts.</param>
/// <param name="Target">Index of the class, exact up to 2^24 classes, or the value to predict.</param>
public sealed record TaskRow(string Text, string? TextPair, float Target);
