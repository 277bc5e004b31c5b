using System.Text.RegularExpressions;

namespace TaskGrid.Architecture.Tests.Sources;

/// <summary>House rules that a compiler does not check.</summary>
internal static partial class SourceRules
{
    /// <summary>The longest a source file may be.</summary>
    public const int MaxLines = 400;

    /// <summary>Every rule that a C# file breaks, as one line each.</summary>
    /// <param name="path">The file's path in the repository.</param>
    /// <param name="lines">Its lines.</param>
    public static IEnumerable<string> Violations(string path, IReadOnlyList<string> lines)
    {
        if (lines.Count > MaxLines) yield return $"{path}: {lines.Count} lines, at most {MaxLines}";
        foreach (var part in path.Split('/').Where(part => Nameless().IsMatch(part)))
            yield return $"{path}: '{part}' does not say what is in it";
        if (lines.Count(line => TopLevelType().IsMatch(line)) is > 1 and var types)
            yield return $"{path}: {types} top-level types, at most 1";
    }

    [GeneratedRegex(
        @"^(Helpers?|Utils?|Utilit(y|ies)|Models|Interfaces|Misc|Common)(\.cs)?$|(Helpers?|Utils?|Manager)\.cs$")]
    private static partial Regex Nameless();

    // Namespaces are file-scoped, so a top-level type begins in the first column.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|unsafe|ref)\s+)*"
        + @"(?:class|record|struct|interface|enum|delegate)\s")]
    private static partial Regex TopLevelType();
}
