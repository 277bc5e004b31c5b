using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>A stored file on this machine's disk, for readers that take a path.</summary>
internal sealed class LocalCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskgrid-");

    private LocalCopy(string name) => Path = System.IO.Path.Combine(_folder.FullName, LocalName.Of(name));

    /// <summary>The file, as it is called where that is safe.</summary>
    public string Path { get; }

    /// <summary>Copies a stream.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: this machine's folder for temporary files
    /// cannot be used.</exception>
    public static async Task<LocalCopy> CreateAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        LocalCopy? copy = null;
        try
        {
            copy = new LocalCopy(name);
            await using var file = File.Create(copy.Path);
            await content.CopyToAsync(file, cancellationToken);
            return copy;
        }
        catch (Exception exception)
        {
            copy?.Dispose();
            if (!StoreErrors.IsStoreFailure(exception)) throw;
            throw StoreErrors.Unavailable(copy?.Path ?? System.IO.Path.GetTempPath(), exception);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
