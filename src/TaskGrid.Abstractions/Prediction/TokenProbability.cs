namespace TaskGrid;

/// <summary>A token that fits a masked position.</summary>
/// <param name="Token">The token's text, with <c>##</c> when it continues a word.</param>
/// <param name="Probability">Softmax probability, 0 to 1.</param>
public sealed record TokenProbability(string Token, double Probability);
