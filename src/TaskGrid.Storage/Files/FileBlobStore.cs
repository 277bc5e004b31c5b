using System.Runtime.CompilerServices;

namespace TaskGrid.Storage;

/// <summary>
/// Blobs as files of a folder; a key is a path below it. Writes and deletes take an advisory lock that holds between
/// threads and processes of machines that share the folder, as far as its file system has such locks. Readers need
/// none.
/// </summary>
/// <remarks>
/// Names that begin with a dot are the store's own: <c>.locks/</c> holds the locks, <c>.writes/</c> what is being
/// written. What killed writers left in it is removed by the first write of each later instance. A symbolic link in the
/// folder is followed: where it leads is its owner's business.
/// </remarks>
public sealed class FileBlobStore : IBlobStore
{
    private const string LockFolder = ".locks";
    private const string WriteFolder = ".writes";

    private readonly string _root;
    private readonly KeyLocks _locks;
    private readonly BlobWrites _writes;

    /// <summary>Uses a folder, which need not exist: the first write makes it.</summary>
    /// <param name="folder">Its path.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: it is a file.</exception>
    public FileBlobStore(string folder)
        : this(folder, KeyLocks.DefaultPatience)
    {
    }

    internal FileBlobStore(string folder, TimeSpan lockPatience)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(_root))
            throw new TaskGridException(
                ErrorCodes.StoreUnavailable, $"{_root} is a file. Choose a folder for the store, with --store.");
        _locks = new KeyLocks(Path.Combine(_root, LockFolder), lockPatience);
        _writes = new BlobWrites(Path.Combine(_root, WriteFolder));
    }

    /// <inheritdoc/>
    public string Name => _root;

    /// <inheritdoc/>
    public async Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await BlobFile.OpenAsync(key, PathOf(key), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var blob = await OpenAsync(key, cancellationToken);
        return blob?.Info;
    }

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        var path = PathOf(key);
        cancellationToken.ThrowIfCancellationRequested();
        // Spares the copy where it is clear already that it would be for nothing.
        if (condition != BlobCondition.None && !await HoldsAsync(condition, key, cancellationToken)) return null;

        using var write = _writes.Begin();
        await write.FillAsync(content, cancellationToken);
        using var held = await _locks.AcquireAsync(key, cancellationToken);
        var current = await FindAsync(key, cancellationToken);
        return Holds(condition, current) ? write.Commit(key, path, current) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(
        string key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var path = PathOf(key);
        // An empty store is left as it is, without a folder for its locks.
        if (await FindAsync(key, cancellationToken) is null) return false;
        using var held = await _locks.AcquireAsync(key, cancellationToken);
        var current = await FindAsync(key, cancellationToken);
        if (current is null || (ifMatch is not null && current.ETag != ifMatch)) return false;
        StoreErrors.Guard(path, () =>
        {
            File.Delete(path);
            BlobFolders.Prune(_root, Path.GetDirectoryName(path)!);
        });
        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var key in BlobFolders.Keys(_root, prefix))
        {
            if (await FindAsync(key, cancellationToken) is { } info) yield return info;
        }
    }

    private static bool Holds(BlobCondition condition, BlobInfo? current) =>
        condition.MustBeAbsent ? current is null : condition.ETag is null || condition.ETag == current?.ETag;

    private async Task<bool> HoldsAsync(BlobCondition condition, string key, CancellationToken cancellationToken) =>
        Holds(condition, await FindAsync(key, cancellationToken));

    private string PathOf(string key) => Path.Combine(_root, BlobKey.Check(key));
}
