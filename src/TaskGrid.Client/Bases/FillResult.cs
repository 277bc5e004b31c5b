namespace TaskGrid.Client.Bases;

/// <summary>Tokens, the likeliest first.</summary>
internal sealed record FillResult(IReadOnlyList<TokenProbability> Predictions);
