namespace TaskGrid.Client.Prediction;

/// <summary>The answers, in the order of the requests.</summary>
internal sealed record PredictBatchResult(IReadOnlyList<PredictBatchItem> Results);
