using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class WordPieceGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Instance;

    public static TheoryData<string> Modes => [.. Golden.Characters.Keys];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Read_EveryGoldenText_GivesItsWords(string mode)
    {
        var cases = Golden.Cases.Where(item => item.Mode == mode && !HasLongWord(item)).ToList();
        Assert.True(cases.Count > 400);
        var reader = new WordReader(GoldenFile.Settings(mode));
        foreach (var item in cases) Assert.Equal(item.Words, string.Join(' ', Words(reader, item.Content)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Encode_EveryGoldenText_GivesItsIds(string mode)
    {
        var made = new WordPieceTokenizer(WordPieceVocabulary.Create(Golden.Vocabulary), GoldenFile.Settings(mode));
        var sample = new WordPieceTokenizer(GoldenFile.SampleVocabulary, GoldenFile.Settings(mode));
        foreach (var item in Golden.Cases.Where(item => item.Mode == mode))
        {
            Assert.Equal(item.Ids, Encode(made, item.Content));
            Assert.Equal(item.SampleIds, Encode(sample, item.Content));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Read_EveryCodePoint_IsAsInPython(string mode)
    {
        var reader = new WordReader(GoldenFile.Settings(mode));
        foreach (var (block, expected) in Golden.Characters[mode])
        {
            var first = Convert.ToInt32(block, 16);
            var text = new StringBuilder();
            for (var code = first; code < first + 0x1000; code++)
            {
                if (code is >= 0xD800 and <= 0xDFFF) continue;
                var character = char.ConvertFromUtf32(code);
                text.AppendJoin(' ', Words(reader, $"a{character}B{character} {character}")).Append('\n');
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
            Assert.True(expected == hash[..16], $"The block from U+{block} differs.");
        }
    }

    [Fact]
    public void Encode_GoldenPairs_AreCutLongestFirst()
    {
        var tokenizer = new WordPieceTokenizer(GoldenFile.SampleVocabulary);
        foreach (var pair in Golden.Pairs)
        {
            var input = tokenizer.Encode(pair.First, pair.Second, pair.MaxLength);
            Assert.Equal(pair.Ids, input.Ids);
            Assert.Equal(pair.FirstLength, input.FirstLength);
        }
    }

    [Fact]
    public void Encode_SpecialTokensRecognized_StandForThemselves()
    {
        var tokenizer = new WordPieceTokenizer(GoldenFile.SampleVocabulary);
        Assert.NotEmpty(Golden.Special);
        foreach (var item in Golden.Special)
        {
            var ids = tokenizer.Encode(item.Text, null, 512, recognizeSpecialTokens: true).Ids;
            Assert.Equal(item.Ids, ids[1..^1]);
        }
    }

    private static int[] Encode(WordPieceTokenizer tokenizer, string text)
    {
        var ids = new int[3 * text.Length];
        return ids[..tokenizer.Encode(text, ids)];
    }

    // The reader does not write words that are too long.
    private static bool HasLongWord(GoldenCase item) =>
        item.Words.Split(' ').Any(word => word.EnumerateRunes().Count() > 100);

    private static List<string> Words(WordReader reader, string text)
    {
        var words = new List<string>();
        var buffer = new char[reader.MaxUnits];
        for (var position = 0; position < text.Length;)
        {
            var length = reader.Read(text, ref position, buffer);
            if (length > 0) words.Add(new string(buffer, 0, length));
        }

        return words;
    }
}
