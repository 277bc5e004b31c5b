namespace TaskGrid.Node;

/// <summary>What an idempotency key has led to.</summary>
/// <param name="Content">A hash of what was asked for.</param>
/// <param name="Id">The id that was made; of a removal, how far it got.</param>
/// <param name="At">When.</param>
/// <param name="IsMade">Whether that was made: what is not there any more was removed since.</param>
internal sealed record RequestState(string Content, string Id, DateTimeOffset At, bool IsMade = false);
