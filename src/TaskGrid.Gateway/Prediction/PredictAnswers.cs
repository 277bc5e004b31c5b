namespace TaskGrid.Gateway;

/// <summary>The answers to several requests.</summary>
/// <param name="Results">One per request, in their order.</param>
internal sealed record PredictAnswers(IReadOnlyList<PredictAnswer> Results);
