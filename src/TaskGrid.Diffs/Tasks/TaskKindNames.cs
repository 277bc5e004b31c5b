namespace TaskGrid.Diffs;

/// <summary>The names of <see cref="TaskKind"/> that people type and read.</summary>
public static class TaskKindNames
{
    /// <summary>All names, in the order of the enumeration: <c>classification</c>, <c>regression</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["classification", "regression"];

    /// <summary>The name of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enumeration.</exception>
    public static string Name(this TaskKind kind) => All[(int)kind];

    /// <summary>Finds the kind of a name.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, out TaskKind kind)
    {
        var found = name is null ? -1 : All.ToList().IndexOf(name);
        kind = (TaskKind)Math.Max(found, 0);
        return found >= 0;
    }
}
