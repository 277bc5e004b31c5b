using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Training.Data;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class TextFeaturesTests
{
    private readonly TextFeatures _features = new(SampleTokenizer.Create());

    [Fact]
    public void Learn_Text_HasItsPiecesTheirPairsAndOneThatEveryRowHas()
    {
        Assert.Equal(1 + 3 + 2, Learn("the old man").Length);
        // Three pieces, three different pairs: each once.
        Assert.Equal(1 + 3 + 3, Learn("the old man the old").Length);
    }

    [Fact]
    public void Of_WordsInAnotherOrder_ShareTheirPiecesAlone()
    {
        var first = Learn("the old man");

        Assert.Equal(1 + 3, _features.Of(Row("man old the")).Intersect(first).Count());
    }

    [Fact]
    public void Of_FeaturesThatNoTrainingRowHad_AreLeftOut()
    {
        Learn("the old man");
        var count = _features.Count;

        Assert.Single(_features.Of(Row("where is she")));
        Assert.Equal(count, _features.Count);
    }

    [Fact]
    public void Learn_Pair_MarksSidesAndWhatBothTextsHave()
    {
        var pair = Learn("the man", "the house");

        // The one of every row, three features of each text, and "the" of both.
        Assert.Equal(1 + 3 + 3 + 1, pair.Length);
        Assert.Single(_features.Of(Row("house", "man")));
        Assert.Equal(8, _features.Count);
    }

    private static TaskRow Row(string text, string? textPair = null) => new(text, textPair, 0);

    private int[] Learn(string text, string? textPair = null) => _features.Learn(Row(text, textPair));
}
