namespace TaskGrid.Models.Tests;

public sealed class WordPieceTokenizerTests
{
    private static readonly string[] Tokens =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "a", "[", "]", "mask", ",", "caf", "##e",
    ];

    private static readonly WordPieceTokenizer Tokenizer = new(WordPieceVocabulary.Create(Tokens));

    [Theory]
    [InlineData("unaffable", "un ##aff ##able")]
    [InlineData("UNAFFABLE, caf\u00E9", "un ##aff ##able , caf ##e")]
    [InlineData("unaffablex a", "[UNK] a")]
    [InlineData("\u4E2Da\u4E2D", "[UNK] a [UNK]")]
    [InlineData("[MASK]", "[ mask ]")]
    public void Encode_Text_GivesLongestPieces(string text, string expected)
    {
        var ids = Tokenizer.Encode(text, null, 32).Ids;
        Assert.Equal($"[CLS] {expected} [SEP]", string.Join(' ', ids.Select(Tokenizer.TokenText)));
    }

    [Fact]
    public void Encode_Pair_HasTwoSegments()
    {
        var input = Tokenizer.Encode("a a", "a", 32);
        Assert.Equal([2, 8, 8, 3, 8, 3], input.Ids);
        Assert.Equal([0, 0, 0, 0, 1, 1], Enumerable.Range(0, 6).Select(input.TypeId));
    }

    [Fact]
    public void Encode_EmptyTexts_AreStillSegments()
    {
        Assert.Equal([2, 3], Tokenizer.Encode("", null, 2).Ids);
        Assert.Equal([2, 3, 3], Tokenizer.Encode("\u200B", "", 3).Ids);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("a", 2)]
    [InlineData(null, -1)]
    public void Encode_NoRoomForSpecialTokens_Throws(string? pair, int maxLength)
    {
        var exception = Assert.Throws<TaskGridException>(() => Tokenizer.Encode("a", pair, maxLength));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
    }

    [Fact]
    public void Encode_LittleRoom_WritesABeginningOfAllIds()
    {
        string[] texts =
            ["a unaffable a", "a unaffablex unaffable", "caf\u00E9 unaffabl\u00E9, \u4E2D\u4E2D a", ",,\u200B,a"];
        foreach (var text in texts)
        {
            var all = new int[64];
            all = all[..Tokenizer.Encode(text, all)];
            for (var room = 0; room <= all.Length; room++)
            {
                var ids = new int[room];
                Assert.Equal(room, Tokenizer.Encode(text, ids));
                Assert.Equal(all[..room], ids);
            }
        }
    }

    [Fact]
    public void Encode_RecognizedNames_TakeTheLongest()
    {
        var special = new SpecialTokens { Mask = "[SEP]x" };
        var vocabulary = WordPieceVocabulary.Create([.. Tokens, "[SEP]x"], special);
        var input = new WordPieceTokenizer(vocabulary).Encode("a[SEP]xa[SEP]", null, 32, recognizeSpecialTokens: true);
        Assert.Equal([2, 8, 15, 8, 3, 3], input.Ids);
    }

    [Fact]
    public void Encode_MorePiecesThanChars_KeepsAll()
    {
        string[] tokens = [.. Tokens, "\u1100", "##\u1161", "##\u11A8"];
        var ids = new WordPieceTokenizer(WordPieceVocabulary.Create(tokens)).Encode("\uAC01", "\uAC01", 32).Ids;
        Assert.Equal([2, 15, 16, 17, 3, 15, 16, 17, 3], ids);
    }

    [Fact]
    public void Encode_MaxCharactersPerWord_BoundsWords()
    {
        var tokenizer = new WordPieceTokenizer(
            WordPieceVocabulary.Create(Tokens), new WordPieceSettings { MaxCharactersPerWord = 5 });
        Assert.Equal([2, 5, 6, 1, 3], tokenizer.Encode("unaff unaffable", null, 9).Ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(WordPieceSettings.MaxCharactersLimit + 1)]
    public void New_MaxCharactersOutOfRange_Throws(int value)
    {
        var settings = new WordPieceSettings { MaxCharactersPerWord = value };
        var exception = Assert.Throws<TaskGridException>(() => new WordPieceTokenizer(Tokenizer.Vocabulary, settings));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
    }

    [Fact]
    public void Encode_IntoASpan_AllocatesNothing()
    {
        const string Text = "unaffable, CAF\u00C9 \u4E2D a unknownword \uAC01";
        Span<int> ids = stackalloc int[64];
        Tokenizer.Encode(Text, ids);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) Tokenizer.Encode(Text, ids);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Decode_Ids_JoinsPieces()
    {
        int[] ids = [2, 5, 6, 7, 12, 1, 4, 3, 0];
        Assert.Equal("unaffable , [UNK]", Tokenizer.Decode(ids));
        Assert.Equal("[CLS] unaffable , [UNK] [MASK] [SEP] [PAD]", Tokenizer.Decode(ids, skipSpecialTokens: false));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(15)]
    public void TokenText_UnknownId_Throws(int id) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.TokenText(id));

    [Fact]
    public void Encode_EveryEngine_GivesTheSameIdsOrSaysThatItIsMissing()
    {
        var settings = new WordPieceSettings { Engine = WordPieceEngine.MlTokenizers };
#if TASKGRID_FULL
        var other = new WordPieceTokenizer(WordPieceVocabulary.Create(GoldenFile.Instance.Vocabulary), settings);
        foreach (var item in GoldenFile.Instance.Cases.Where(item => item.Mode == "uncased"))
        {
            var ids = new int[3 * item.Content.Length];
            Assert.Equal(item.Ids, ids[..other.Encode(item.Content, ids)]);
        }
#else
        var exception = Assert.Throws<TaskGridException>(() => new WordPieceTokenizer(Tokenizer.Vocabulary, settings));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
        Assert.Contains("TaskGridFeed=full", exception.Message, StringComparison.Ordinal);
#endif
    }
}
