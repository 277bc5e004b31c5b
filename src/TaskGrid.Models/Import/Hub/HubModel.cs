using System.Text.RegularExpressions;

namespace TaskGrid.Models;

/// <summary>A model on a hub, as users name it: <c>hf:org/name[@revision]</c>.</summary>
/// <param name="Id"><c>org/name</c>.</param>
/// <param name="Revision">Branch, tag or commit.</param>
internal sealed partial record HubModel(string Id, string Revision)
{
    /// <summary>What begins a source that is on a hub.</summary>
    public const string Prefix = "hf:";

    private const string DefaultRevision = "main";

    /// <summary>Reads a source that begins with <see cref="Prefix"/>.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static HubModel Parse(string source)
    {
        var match = Rule().Match(source);
        if (!match.Success || source.Contains("..", StringComparison.Ordinal))
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"'{source}' does not name a model. Write hf:org/name or hf:org/name@revision, each of letters, "
                + "digits, '.', '_' and '-'.");
        }

        var revision = match.Groups["revision"].Value;
        return new HubModel(match.Groups["id"].Value, revision.Length > 0 ? revision : DefaultRevision);
    }

    public override string ToString() => $"{Prefix}{Id}@{Revision}";

    /// <summary>The address of a file.</summary>
    public Uri AddressOf(Uri endpoint, string revision, string file) =>
        new($"{endpoint.AbsoluteUri.TrimEnd('/')}/{Id}/resolve/{Uri.EscapeDataString(revision)}/"
            + Uri.EscapeDataString(file));

    // Early models have no organization.
    [GeneratedRegex(
        """
        \Ahf:(?<id>([A-Za-z0-9][A-Za-z0-9_.-]{0,95}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,95})
        (@(?<revision>[A-Za-z0-9][A-Za-z0-9_./-]{0,199}))?\z
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Rule();
}
