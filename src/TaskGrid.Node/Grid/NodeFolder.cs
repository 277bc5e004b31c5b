using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// The folder of a node on this machine. One whose name was made for a single process goes with that process; what killed processes left
/// is removed by the next one, which finds its lock free. A disk that fails only leaves more behind.
/// </summary>
internal sealed class NodeFolder : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly bool _isOfOneProcess;
    private readonly IDisposable? _lock;

    public NodeFolder(EmbeddedGridOptions options)
    {
        Path = PathOf(options);
        Try(() => LocalCopy.RemoveLeft(Copies));
        _isOfOneProcess = options.HasGeneratedName || options.IsVisitor;
        if (!_isOfOneProcess) return;
        Try(() =>
        {
            Directory.CreateDirectory(options.LocalFolder);
            foreach (var file in Directory.GetFiles(options.LocalFolder, "*" + LockSuffix))
            {
                using var free = ProcessLock.TryTake(file);
                if (free is not null) Remove(file[..^LockSuffix.Length]);
            }
        });
        _lock = ProcessLock.TryTake(Path + LockSuffix);
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Where copies of stored files are while they are read.</summary>
    public string Copies => System.IO.Path.Combine(Path, "copies");

    /// <summary>The path of a node's folder.</summary>
    public static string PathOf(EmbeddedGridOptions options) => System.IO.Path.Combine(options.LocalFolder, options.Node);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOfOneProcess) Remove(Path);
        _lock?.Dispose();
    }

    // The lock's file goes last: by it others find what could not be removed.
    private static void Remove(string path) => Try(() =>
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        File.Delete(path + LockSuffix);
    });

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            // The next process of such a name tries again.
        }
    }
}
