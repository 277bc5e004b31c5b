using System.Text.Json;

namespace TaskGrid.Models.Tests;

/// <summary>What an independent implementation gives (golden.py).</summary>
internal sealed record GoldenFile(
    string[] Vocabulary,
    GoldenCase[] Cases,
    GoldenSpecial[] Special,
    GoldenPair[] Pairs,
    Dictionary<string, Dictionary<string, string>> Characters)
{
    public static readonly string SampleVocabularyPath =
        Path.Combine(FindRoot(), "samples", "models", "tg-mini", "vocab.txt");

    public static readonly GoldenFile Instance = Read();

    public static WordPieceVocabulary SampleVocabulary { get; } =
        WordPieceVocabulary.Parse(File.ReadAllBytes(SampleVocabularyPath));

    public static WordPieceSettings Settings(string mode) => mode switch
    {
        "uncased" => new WordPieceSettings(),
        "cased" => new WordPieceSettings { LowerCase = false },
        "lowerWithAccents" => new WordPieceSettings { StripAccents = false },
        "casedWithoutAccents" => new WordPieceSettings { LowerCase = false, StripAccents = true },
        "uncasedWholeIdeographs" => new WordPieceSettings { TokenizeCjkCharacters = false },
        _ => throw new ArgumentException(mode, nameof(mode)),
    };

    private static GoldenFile Read()
    {
        var path = Path.Combine(FindRoot(), "tests", "TaskGrid.Models.Tests", "Tokenization", "golden.json");
        return JsonSerializer.Deserialize<GoldenFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TaskGrid.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
