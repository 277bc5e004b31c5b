namespace TaskGrid.Storage;

/// <summary>The folders that keys make.</summary>
internal static class BlobFolders
{
    private const char Separator = '/';

    /// <summary>Keys below a folder that begin with a prefix, in ordinal order.</summary>
    public static IEnumerable<string> Keys(string root, string prefix) => Keys(root, "", prefix);

    /// <summary>
    /// Removes folders that have become empty, so that their names can be keys, and puts the rest on disk.
    /// </summary>
    /// <exception cref="IOException">What is left cannot be synchronized.</exception>
    public static void Prune(string root, string folder)
    {
        var left = folder;
        while (left != root && TryRemoveEmpty(left)) left = Path.GetDirectoryName(left)!;
        try
        {
            if (Directory.Exists(left)) DurableFolder.Flush(left);
        }
        catch (IOException exception) when (exception.HResult == DurableFolder.NoSuchFolder)
        {
            // Whoever has removed it since puts that on disk, and with it what went before.
        }
    }

    /// <summary>Removes a folder unless something is in it.</summary>
    public static bool TryRemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: false);
            return true;
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            return false;
        }
    }

    // With its separator behind it, a folder's name sorts where the keys below it belong.
    private static IEnumerable<string> Keys(string folder, string path, string prefix)
    {
        foreach (var name in Names(folder).Order(StringComparer.Ordinal))
        {
            var entry = path + name;
            if (name[^1] == Separator)
            {
                if (!CanHold(entry, prefix)) continue;
                foreach (var key in Keys(Path.Combine(folder, name), entry, prefix)) yield return key;
            }
            else if (entry.StartsWith(prefix, StringComparison.Ordinal) && BlobKey.IsValid(entry))
            {
                yield return entry;
            }
        }
    }

    private static bool CanHold(string path, string prefix) =>
        BlobKey.IsValid(path[..^1])
        && (path.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(path, StringComparison.Ordinal));

    private static List<string> Names(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(
                    entry => entry.Attributes.HasFlag(FileAttributes.Directory) ? entry.Name + Separator : entry.Name),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            throw StoreErrors.Unreadable(folder, exception);
        }
    }
}
