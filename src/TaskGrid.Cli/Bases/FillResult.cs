namespace TaskGrid.Cli.Bases;

/// <summary>What <c>base fill --json</c> prints.</summary>
/// <param name="Predictions">Tokens, the likeliest first.</param>
internal sealed record FillResult(IReadOnlyList<TokenProbability> Predictions);
