using System.Text.RegularExpressions;

namespace TaskGrid.Node;

/// <summary>What a stored file is called on this machine's disk, where messages name it.</summary>
internal static partial class LocalName
{
    private const string Other = "rows";

    /// <summary>The file's own name where that is safe as one, else <c>rows</c>; with the extension in lower case.
    /// </summary>
    public static string Of(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (!Safe().IsMatch(extension)) extension = "";
        var stem = Path.GetFileNameWithoutExtension(name);
        return (Safe().IsMatch(stem) ? stem : Other) + extension;
    }

    // Letters of every script; no separators, and nothing hidden.
    [GeneratedRegex(@"\A\.?[\p{L}\p{N}_-][\p{L}\p{N}._ -]{0,99}\z")]
    private static partial Regex Safe();
}
