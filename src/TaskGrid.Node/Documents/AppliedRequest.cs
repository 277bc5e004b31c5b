namespace TaskGrid.Node;

/// <summary>A change that was asked for with an idempotency key, kept in the document that it changed.</summary>
/// <param name="Key">A hash of the verb and the caller's key.</param>
/// <param name="Content">A hash of what was asked for.</param>
/// <param name="At">When.</param>
/// <param name="Version">The version that it made; null for a change that makes none.</param>
internal sealed record AppliedRequest(string Key, string Content, DateTimeOffset At, int? Version = null);
