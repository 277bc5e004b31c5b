namespace TaskGrid;

/// <summary>One input of a task.</summary>
/// <param name="Text">The (first) text.</param>
/// <param name="TextPair">The second text, for a task over pairs.</param>
public sealed record TextInput(string Text, string? TextPair = null);
