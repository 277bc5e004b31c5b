using System.Globalization;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Aliases;

/// <summary>Aliases as text.</summary>
internal static class AliasText
{
    /// <summary>What an alias names: <c>v3</c>, or <c>v3=90 v4=10</c>.</summary>
    public static string Targets(IReadOnlyList<AliasTarget> targets) => targets is [var single]
        ? $"v{single.Version}"
        : string.Join(' ', targets.Select(target =>
            string.Create(CultureInfo.InvariantCulture, $"v{target.Version}={target.Weight}")));

    /// <summary>The aliases that name a version.</summary>
    public static string Naming(TaskSnapshot task, int version) => string.Join(',', task.Aliases
        .Where(alias => alias.Targets.Any(target => target.Version == version)).Select(alias => alias.Name));

    /// <summary>Prints aliases as a table.</summary>
    public static Action<TextWriter> Table(IReadOnlyList<AliasSnapshot> aliases) => writer =>
    {
        var table = new TextTable("alias", "names", "before", "changed");
        foreach (var alias in aliases)
        {
            var before = alias.History is [var newest, ..] ? Targets(newest) : "";
            table.Add(alias.Name, Targets(alias.Targets), before, $"{alias.ChangedAt:u}");
        }

        table.Write(writer);
    };
}
