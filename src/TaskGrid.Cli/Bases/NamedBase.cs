using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary>A base by its name.</summary>
internal static class NamedBase
{
    /// <summary>Finds it in the store or at the server.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>; <see cref="ErrorCodes.StoreInvalid"/>: it is
    /// damaged.</exception>
    public static async Task<BaseInfo> FindAsync(GridSession session, string name, CancellationToken cancellationToken)
    {
        if (session.Bases is { } local) return local.Get(name);
        var bases = await session.Grid.Bases.ListAsync(cancellationToken);
        return bases.FirstOrDefault(info => info.Name == name) ?? throw new TaskGridException(
            ErrorCodes.BaseNotFound,
            $"There is no base '{name}' in {session.Place}. " + (bases.Count == 0
                ? $"Import one into a store: taskgrid base import SOURCE --name {name}"
                : $"It holds: {string.Join(", ", bases.Select(info => info.Name))}."));
    }
}
