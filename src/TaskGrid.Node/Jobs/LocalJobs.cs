using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>Files of jobs on this machine, a folder each.</summary>
internal static class LocalJobs
{
    /// <summary>Keeps others from removing a job's folder.</summary>
    public static IDisposable? TryLock(string path) => ProcessLock.TryTake(Path.Combine(path, "lock"));

    /// <summary>Removes what an earlier process of a node left of jobs that have ended or moved since. Of those that the node still owns the
    /// step is needed in which that process ended. A process at work under the same name, of another store, keeps its own.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="folder">The node's folder.</param>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public static async Task RemoveForeignAsync(
        GridDocuments documents, string folder, string node, CancellationToken cancellationToken)
    {
        foreach (var path in Folders(folder))
        {
            using var free = TryLock(path);
            if (free is not null && !await IsOwnAsync(documents, Path.GetFileName(path), node, cancellationToken)) Remove(path);
        }
    }

    /// <summary>Removes a job's folder; a disk that fails leaves it to the next start.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
        }
    }

    private static string[] Folders(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.GetDirectories(folder).Where(path => GridId.IsValid(GridId.Job, Path.GetFileName(path)))]
                : [];
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            return [];
        }
    }

    private static async Task<bool> IsOwnAsync(GridDocuments documents, string id, string node, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.Queue.FindAsync(GridKeys.Queued(id), cancellationToken) is { } marker
                && await documents.Jobs.FindAsync(GridKeys.Job(marker.Tenant, id), cancellationToken) is { HasEnded: false } state
                && state.Owner?.Node == node;
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            // Whoever mends the document may still need the files.
            return true;
        }
    }
}
