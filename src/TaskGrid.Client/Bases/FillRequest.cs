namespace TaskGrid.Client.Bases;

/// <summary>A text with a <c>[MASK]</c>.</summary>
internal sealed record FillRequest(string Text, int Top);
