namespace TaskGrid.Node;

/// <summary>A stored file on this machine's disk, for readers that take a path.</summary>
internal sealed class LocalCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskgrid-");

    private LocalCopy(string name) => Path = System.IO.Path.Combine(_folder.FullName, LocalName.Of(name));

    /// <summary>The file, as it is called where that is safe.</summary>
    public string Path { get; }

    /// <summary>Copies a stream.</summary>
    public static async Task<LocalCopy> CreateAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        var copy = new LocalCopy(name);
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

    public void Dispose() => _folder.Delete(recursive: true);
}
