namespace TaskGrid.Proofs.Stores;

/// <summary>Diff files that a node keeps on its disk.</summary>
internal static class KeptDiffs
{
    /// <summary>Whether a path is one's: <c>…/taskgrid/NODE/diffs/SHA256.TENANT</c>.</summary>
    public static bool Is(string path)
    {
        var hash = Path.GetFileName(path).Split('.')[0];
        return Path.GetFileName(Path.GetDirectoryName(path)) == "diffs" && hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
    }
}
