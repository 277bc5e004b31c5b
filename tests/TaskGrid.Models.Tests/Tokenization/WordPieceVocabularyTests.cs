using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class WordPieceVocabularyTests
{
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ncat\n##s\n")]
    [InlineData("[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\ncat\r\n##s\r\n")]
    [InlineData("\uFEFF[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ncat\n##s")]
    public void Parse_AnyLineEnds_GivesLineNumbersAsIds(string text)
    {
        var vocabulary = WordPieceVocabulary.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal([.. Special, "cat", "##s"], vocabulary.Tokens.ToArray());
        Assert.Equal(
            [0, 1, 2, 3, 4],
            [
                vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassifierId, vocabulary.SeparatorId,
                vocabulary.MaskId,
            ]);
        Assert.True(vocabulary.TryGetId("##s", out var id));
        Assert.Equal(6, id);
        Assert.False(vocabulary.TryGetId("dog", out _));
    }

    [Fact]
    public void Create_ManyProblems_NamesEveryOne()
    {
        string[] tokens = ["[PAD]", "cat", "", "[CLS]", "cat", "[SEP]", "\uD800", "[CLS]"];
        var exception = Assert.Throws<TaskGridException>(() => WordPieceVocabulary.Create(tokens));
        Assert.Equal(ErrorCodes.BaseInvalid, exception.Code);
        Assert.Equal(
            [
                "id 2: the token is empty", "id 4: 'cat' is already id 1",
                "id 6: the token holds half a surrogate pair", "id 7: '[CLS]' is already id 3",
                "'[UNK]' is missing", "'[MASK]' is missing",
            ],
            exception.Details);
    }

    [Fact]
    public void Parse_NotUtf8_SaysWhere()
    {
        var exception = Assert.Throws<TaskGridException>(() => WordPieceVocabulary.Parse([0x61, 0x0A, 0xFF, 0x0A]));
        Assert.Equal(ErrorCodes.BaseInvalid, exception.Code);
        Assert.Contains("byte 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OwnSpecialNames_AreUsed()
    {
        var special = new SpecialTokens
        {
            Unknown = "<unk>", Classifier = "<s>", Separator = "</s>", Padding = "<pad>", Mask = "<mask>",
        };
        var vocabulary = WordPieceVocabulary.Create(["<s>", "<pad>", "</s>", "<unk>", "<mask>", "a"], special);
        var input = new WordPieceTokenizer(vocabulary).Encode("a <mask> b", null, 9, recognizeSpecialTokens: true);
        Assert.Equal([0, 5, 4, 3, 2], input.Ids);
    }
}
