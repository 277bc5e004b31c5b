using TaskGrid.Cli.Output;
using TaskGrid.Cli.Stores;
using TaskGrid.Cli.Versions;

namespace TaskGrid.Cli.Diffs;

/// <summary>Copies a version from one store or server to another.</summary>
internal static class DiffCopy
{
    /// <summary>Copies; what the target holds already is read and checked instead.</summary>
    /// <param name="from">Where to read.</param>
    /// <param name="to">Where to write.</param>
    /// <param name="own">The store of this machine, whose bases count where the two others have none.</param>
    /// <param name="reference">The version.</param>
    /// <param name="alias">The alias of the target that moves to a copied version; null for none.</param>
    /// <param name="cancellationToken">Gives up; the target then holds the version or not.</param>
    /// <exception cref="TaskGridException">The version is not there or damaged, or its base is in none of the stores.
    /// </exception>
    public static async Task<CopiedDiff> RunAsync(
        CopyEnd from,
        CopyEnd to,
        GridStore own,
        string reference,
        string? alias,
        CancellationToken cancellationToken)
    {
        if (from.Store is not null && from.Store.Blobs.Name == to.Store?.Blobs.Name)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"'{from.Location}' and '{to.Location}' are the same store.");
        if (to.Store is { } store) to = CopyEnd.Of(WithBases(store, from.Store, own));
        await using var source = await from.OpenAsync(cancellationToken);
        await using var target = await to.OpenAsync(cancellationToken);
        var version = await NamedVersion.FindAsync(source.Grid, reference, cancellationToken);
        var task = version.Info.Name;
        var known = await FindAsync(target.Grid, task, version.Sha256, cancellationToken);
        if (known is null)
        {
            await using var diff = await source.Grid.Tasks.OpenDiffAsync(task, version.Number, cancellationToken);
            known = await target.Grid.Tasks.ImportVersionAsync(task, diff, alias, null, cancellationToken);
            return Result(copied: true);
        }

        // Opening it reads it and checks its hash.
        await (await target.Grid.Tasks.OpenDiffAsync(task, known.Number, cancellationToken)).DisposeAsync();
        return Result(copied: false);

        CopiedDiff Result(bool copied) => known.Sha256 == version.Sha256
            ? new(
                task, from.Location, version.Number, to.Location, known.Number, known.Sha256,
                known.Info.BaseFingerprint, copied)
            : throw new TaskGridException(
                ErrorCodes.ContentDamaged,
                $"The copy in '{to.Location}' has the SHA-256 {known.Sha256} instead of {version.Sha256}.");
    }

    private static async Task<VersionSnapshot?> FindAsync(
        ITaskGrid grid, string task, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return (await grid.Tasks.GetAsync(task, cancellationToken)).Versions
                .LastOrDefault(version => version.Sha256 == sha256);
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.TaskNotFound)
        {
            return null;
        }
    }

    // A store for keeping has no bases: what comes there is checked against the bases of another one.
    private static GridStore WithBases(GridStore to, params GridStore?[] others)
    {
        if (HasBases(to)) return to;
        CliOutput.Note($"'{to.Location}' holds no base yet: import it there before the task is used.");
        return new GridStore(to.Location, (others.FirstOrDefault(HasBases) ?? to).BasesFolder);
    }

    private static bool HasBases(GridStore? store)
    {
        if (store is null) return false;
        using var bases = store.OpenBases();
        return bases.List().Count > 0;
    }
}
