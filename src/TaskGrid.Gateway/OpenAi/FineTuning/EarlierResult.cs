namespace TaskGrid.Gateway;

/// <summary>A version that a job goes on from.</summary>
internal sealed record EarlierResult(string Task, string Base, string Reference);
