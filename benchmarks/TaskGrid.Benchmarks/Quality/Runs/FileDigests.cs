namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>
/// Digests of the tasks' files: of those that are there, and as they were recorded of those that are not. So it can be
/// told without the rows which runs are of earlier settings.
/// </summary>
internal sealed class FileDigests
{
    private readonly TaskFiles _files;
    private readonly SortedDictionary<string, FileDigest> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];

    /// <summary>Begins with what was recorded.</summary>
    /// <param name="files">Says what files are called.</param>
    /// <param name="recorded">Digests of an earlier time.</param>
    public FileDigests(TaskFiles files, IEnumerable<FileDigest> recorded)
    {
        _files = files;
        foreach (var digest in recorded) _known[digest.File] = digest;
    }

    /// <summary>All that is known, by name.</summary>
    public IReadOnlyCollection<FileDigest> Known => _known.Values;

    /// <summary>The digest of a file.</summary>
    /// <exception cref="TaskGridException">It is not there and was not recorded.</exception>
    public FileDigest Of(string path)
    {
        var name = _files.NameOf(path);
        if (File.Exists(path) && _read.Add(name)) _known[name] = FileDigest.Of(name, path);
        return _known.TryGetValue(name, out var digest)
            ? digest
            : throw new TaskGridException(
                ErrorCodes.FileNotFound, $"{path} does not exist, and its SHA-256 is not recorded.");
    }
}
