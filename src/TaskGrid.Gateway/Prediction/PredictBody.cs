namespace TaskGrid.Gateway;

/// <summary>Inputs for several tasks.</summary>
/// <param name="Requests">One per task or version; answered each for itself.</param>
internal sealed record PredictBody(IReadOnlyList<PredictRequest> Requests);
