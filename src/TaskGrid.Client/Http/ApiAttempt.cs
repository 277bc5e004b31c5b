namespace TaskGrid.Client.Http;

/// <summary>What came of one attempt: a value, or a failure.</summary>
internal readonly record struct ApiAttempt<T>(T Value, ApiFailure? Failure);
