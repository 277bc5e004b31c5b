namespace TaskGrid;

/// <summary>
/// How a request names what it wants: <c>task</c>, <c>task@alias</c> or <c>task@v7</c>.
/// </summary>
public readonly record struct ModelReference
{
    private ModelReference(string task, string? alias, int? version) => (Task, Alias, Version) = (task, alias, version);

    /// <summary>The task.</summary>
    public string Task { get; }

    /// <summary>The alias; null when a version is named.</summary>
    public string? Alias { get; }

    /// <summary>The version; null when an alias is meant.</summary>
    public int? Version { get; }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>.</exception>
    public static ModelReference Parse(string text)
    {
        var at = text.IndexOf('@');
        var task = ResourceName.Check(at < 0 ? text : text[..at], "task");
        if (at < 0) return new ModelReference(task, AliasSnapshot.Live, null);
        var name = text[(at + 1)..];
        return TryParseVersion(name, out var version)
            ? new ModelReference(task, null, version)
            : new ModelReference(task, ResourceName.Check(name, "alias"), null);
    }

    /// <summary>Names a version.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>.</exception>
    public static ModelReference To(string task, int version) =>
        new(ResourceName.Check(task, "task"), null, version);

    /// <summary>Reads <c>v7</c>.</summary>
    public static bool TryParseVersion(string text, out int version)
    {
        version = 0;
        return text.StartsWith('v')
            && text.Length is > 1 and < 11
            && text[1] is >= '1' and <= '9'
            && int.TryParse(
                text.AsSpan(1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out version);
    }

    /// <summary>The reference to a version.</summary>
    public static string Of(string task, int version) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{task}@v{version}");
}
