namespace TaskGrid.Gateway;

/// <summary>A file in OpenAI's shape.</summary>
internal sealed record OpenAiFile(string Id, long Bytes, long CreatedAt, string Filename, string Purpose)
{
    /// <summary>Always <c>file</c>.</summary>
    public string Object { get; } = "file";

    /// <summary>Files are whole as soon as they are there.</summary>
    public string Status { get; } = "processed";

    /// <summary>A file.</summary>
    public static OpenAiFile Of(GridFile file) =>
        new(file.Id, file.Bytes, UnixTime.Of(file.CreatedAt), file.Name, file.Purpose);
}
