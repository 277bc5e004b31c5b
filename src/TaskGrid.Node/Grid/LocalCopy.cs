using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>A stored file on this machine's disk, for readers that take a path. It is locked while it is used: what a killed process left
/// is free.</summary>
internal sealed class LocalCopy : IDisposable
{
    private readonly string _folder;
    private readonly IDisposable? _lock;

    private LocalCopy(string folder, string name)
    {
        _folder = System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var inner = Directory.CreateDirectory(System.IO.Path.Combine(_folder, "content")).FullName;
        Path = System.IO.Path.Combine(inner, LocalName.Of(name));
        _lock = TryLock(_folder);
    }

    /// <summary>The file, as it is called where that is safe.</summary>
    public string Path { get; }

    /// <summary>Copies a stream.</summary>
    /// <param name="folder">Where copies are on this machine.</param>
    /// <param name="content">The stream.</param>
    /// <param name="name">What its user calls the file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the folder cannot be used.</exception>
    public static async Task<LocalCopy> CreateAsync(
        string folder, Stream content, string name, CancellationToken cancellationToken)
    {
        LocalCopy? copy = null;
        try
        {
            copy = new LocalCopy(folder, name);
            await using var file = File.Create(copy.Path);
            await content.CopyToAsync(file, cancellationToken);
            return copy;
        }
        catch (Exception exception)
        {
            copy?.Dispose();
            if (!StoreErrors.IsStoreFailure(exception)) throw;
            throw StoreErrors.Unavailable(copy?.Path ?? folder, exception);
        }
    }

    /// <summary>Removes copies that nobody uses any more.</summary>
    /// <param name="folder">Where copies are.</param>
    public static void RemoveLeft(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.GetDirectories(folder))
        {
            using var free = TryLock(path);
            if (free is not null) Directory.Delete(path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IDisposable? TryLock(string folder) => ProcessLock.TryTake(System.IO.Path.Combine(folder, "lock"));
}
