namespace TaskGrid.Serving.Batching;

/// <summary>One text of a batch.</summary>
/// <param name="Request">Whose it is.</param>
/// <param name="Text">Its number in the request.</param>
/// <param name="Row">The text.</param>
internal readonly record struct BatchRow(WaitingRequest Request, int Text, ServingRow Row);
