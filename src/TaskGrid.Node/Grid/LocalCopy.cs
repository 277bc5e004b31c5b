namespace TaskGrid.Node;

/// <summary>A stored file on this machine's disk, for readers that take a path.</summary>
internal sealed class LocalCopy : IDisposable
{
    private LocalCopy(string path) => Path = path;

    /// <summary>The file, with the extension of its name.</summary>
    public string Path { get; }

    /// <summary>Copies a stream.</summary>
    public static async Task<LocalCopy> CreateAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        var extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        var copy = new LocalCopy(System.IO.Path.Combine(
            System.IO.Path.GetTempPath(), $"taskgrid-{Guid.NewGuid():N}{extension}"));
        try
        {
            await using var file = File.Create(copy.Path);
            await content.CopyToAsync(file, cancellationToken);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);
}
