namespace TaskGrid.Cli.Versions;

/// <summary>A version by its reference.</summary>
internal static class NamedVersion
{
    /// <summary>Finds the version that <c>task</c>, <c>task@v3</c> or <c>task@alias</c> names.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>,
    /// <see cref="ErrorCodes.VersionNotFound"/>, <see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public static async Task<VersionSnapshot> FindAsync(
        ITaskGrid grid, string reference, CancellationToken cancellationToken)
    {
        var parsed = ModelReference.Parse(reference);
        return (await grid.Tasks.GetAsync(parsed.Task, cancellationToken)).Find(parsed);
    }
}
