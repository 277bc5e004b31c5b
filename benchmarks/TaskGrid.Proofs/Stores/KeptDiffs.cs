namespace TaskGrid.Proofs.Stores;

/// <summary>Diff files that a node keeps on its disk.</summary>
internal static class KeptDiffs
{
    /// <summary>Whether a path is one's: <c>…/taskgrid/NODE/diffs/SHA256</c>.</summary>
    public static bool Is(string path)
    {
        var name = Path.GetFileName(path);
        return Path.GetFileName(Path.GetDirectoryName(path)) == "diffs" && name.Length == 64 && name.All(char.IsAsciiHexDigitLower);
    }
}
