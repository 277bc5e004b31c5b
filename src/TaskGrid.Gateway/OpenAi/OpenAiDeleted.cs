namespace TaskGrid.Gateway;

/// <summary>What was removed.</summary>
internal sealed record OpenAiDeleted(string Id, string Object, bool Deleted);
