namespace TaskGrid.Gateway;

/// <summary>A text with a <c>[MASK]</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Top">How many tokens, 1 to <see cref="IGridBases.MaxTop"/>; by default 5.</param>
internal sealed record FillBody(string Text, int Top = IGridBases.DefaultTop);
