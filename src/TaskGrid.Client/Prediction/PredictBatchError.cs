namespace TaskGrid.Client.Prediction;

/// <summary>Why one request of many has no answer.</summary>
internal sealed record PredictBatchError(string Code, string Message, IReadOnlyList<string>? Errors = null);
