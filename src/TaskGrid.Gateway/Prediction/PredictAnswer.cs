namespace TaskGrid.Gateway;

/// <summary>The answer to one of several requests: a result, or why there is none.</summary>
/// <param name="Result">The result.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record PredictAnswer(PredictResult? Result, PredictError? Error);
