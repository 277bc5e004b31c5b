namespace TaskGrid.Gateway;

/// <summary>What fits a masked position.</summary>
/// <param name="Predictions">Tokens, the likeliest first.</param>
internal sealed record FillAnswer(IReadOnlyList<TokenProbability> Predictions);
