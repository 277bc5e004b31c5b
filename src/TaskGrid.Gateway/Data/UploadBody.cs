namespace TaskGrid.Gateway;

/// <summary>What a file is made of.</summary>
/// <param name="Parts">Ids of its parts, in the order of the file.</param>
internal sealed record UploadBody(IReadOnlyList<string> Parts);
