namespace TaskGrid.Client.Prediction;

/// <summary>Requests for many tasks in one call.</summary>
internal sealed record PredictBatch(IReadOnlyList<PredictRequest> Requests);
