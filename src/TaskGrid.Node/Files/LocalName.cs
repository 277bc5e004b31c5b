using System.Text;
using System.Text.RegularExpressions;

namespace TaskGrid.Node;

/// <summary>What a stored file is called on this machine's disk, where messages name it.</summary>
internal static partial class LocalName
{
    // File systems count bytes, most of them to 255, and this is once for the stem and once for the extension.
    private const int MaxBytes = 100;

    private const string Other = "rows";

    /// <summary>The file's own name where that is safe as one, else <c>rows</c>; with the extension in lower case.
    /// </summary>
    public static string Of(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (!IsSafe(extension)) extension = "";
        var stem = Path.GetFileNameWithoutExtension(name);
        return (IsSafe(stem) ? stem : Other) + extension;
    }

    private static bool IsSafe(string part) => Safe().IsMatch(part) && Encoding.UTF8.GetByteCount(part) <= MaxBytes;

    // Letters of every script; no separators, and nothing hidden.
    [GeneratedRegex(@"\A\.?[\p{L}\p{N}_-][\p{L}\p{N}._ -]*\z")]
    private static partial Regex Safe();
}
