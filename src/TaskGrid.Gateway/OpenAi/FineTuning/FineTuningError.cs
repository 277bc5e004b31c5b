namespace TaskGrid.Gateway;

/// <summary>Why a job failed.</summary>
internal sealed record FineTuningError(string Code, string Message, string? Param);
