namespace TaskGrid.Client.Files;

/// <summary>What a file is made of.</summary>
internal sealed record UploadParts(IReadOnlyList<string> Parts);
