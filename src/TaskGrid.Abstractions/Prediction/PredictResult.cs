namespace TaskGrid;

/// <summary>The answers to a request, all of one version.</summary>
/// <param name="Task">The task.</param>
/// <param name="Version">The version that answered.</param>
/// <param name="Predictions">One per input, in their order.</param>
public sealed record PredictResult(string Task, int Version, IReadOnlyList<TextPrediction> Predictions);
