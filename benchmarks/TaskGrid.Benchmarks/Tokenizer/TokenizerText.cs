namespace TaskGrid.Benchmarks.Tokenizer;

/// <summary>Lines of text to tokenize.</summary>
internal static class TokenizerText
{
    /// <summary>Reads the texts of every <c>.tsv</c> file in a folder, or the lines of one file.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <exception cref="TaskGridException">There is no text.</exception>
    public static string[] Read(string path)
    {
        string[] lines = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.tsv", SearchOption.AllDirectories).Order().SelectMany(Texts)]
            : File.Exists(path) ? File.ReadAllLines(path) : [];
        return lines.Length > 0
            ? lines
            : throw new TaskGridException(
                ErrorCodes.FileNotFound, $"There is no text in {path}. Name a file or a folder of tasks with --text.");
    }

    // All columns but the last one, which is the label.
    private static IEnumerable<string> Texts(string file) =>
        File.ReadLines(file).Skip(1).SelectMany(line => line.Split('\t')[..^1]);
}
