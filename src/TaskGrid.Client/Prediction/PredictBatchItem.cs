namespace TaskGrid.Client.Prediction;

/// <summary>An answer, or why there is none.</summary>
internal sealed record PredictBatchItem(PredictResult? Result = null, PredictBatchError? Error = null);
