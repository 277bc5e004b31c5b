using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Tests.Data;

public sealed class ColumnGuessTests
{
    [Theory]
    [InlineData("sentence label", "sentence", null, "label")]
    [InlineData("label idx Sentence_1 Sentence_2", "Sentence_1", "Sentence_2", "label")]
    [InlineData("id qid1 qid2 question1 question2 is_duplicate label", "question1", "question2", "label")]
    [InlineData("premise hypothesis Target", "premise", "hypothesis", "Target")]
    [InlineData("text intent", "text", null, "intent")]
    [InlineData("question sentence label", "question", "sentence", "label")]
    [InlineData("date author text stars category", "text", null, "category")]
    [InlineData("utterance what", "utterance", null, "what")]
    [InlineData("phrase label", "phrase", null, "label")]
    [InlineData("foo bar", "foo", null, "bar")]
    [InlineData("foo bar baz", "foo", "bar", "baz")]
    [InlineData("id foo bar", "foo", null, "bar")]
    [InlineData("label foo", "foo", null, "label")]
    public void Resolve_Labelled_Guesses(string names, string text, string? pair, string label)
    {
        var found = names.Split(' ');

        var map = ColumnGuess.Resolve("x.tsv", found, new ColumnRequest(new(), Labelled: true, null), ordered: true);

        Assert.Equal((text, pair, label), (found[map.Text], map.Pairs ? found[map.TextPair] : null, found[map.Label]));
    }

    [Theory]
    [InlineData("foo", false, "foo", null)]
    [InlineData("foo bar", false, "foo", null)]
    [InlineData("foo bar", true, "foo", "bar")]
    [InlineData("foo bar baz", true, "foo", "bar")]
    [InlineData("label foo", false, "foo", null)]
    [InlineData("sentence", false, "sentence", null)]
    [InlineData("text1 text2 label", true, "text1", "text2")]
    public void Resolve_Unlabelled_Guesses(string names, bool pairs, string text, string? pair)
    {
        var found = names.Split(' ');

        var map = ColumnGuess.Resolve("x.tsv", found, new ColumnRequest(new(), Labelled: false, pairs), ordered: true);

        Assert.Equal((text, pair), (found[map.Text], map.Pairs ? found[map.TextPair] : null));
    }

    [Theory]
    [InlineData("body", null, "verdict", "body", null, "verdict")]
    [InlineData("sentence2", null, null, "sentence2", null, "label")]
    [InlineData("BODY", "sentence1", "id", "body", "sentence1", "id")]
    [InlineData(null, "sentence2", null, "sentence1", "sentence2", "label")]
    public void Resolve_NamedColumns_AreTaken(
        string? text, string? pair, string? label, string foundText, string? foundPair, string foundLabel)
    {
        string[] found = ["id", "sentence1", "sentence2", "body", "verdict", "label"];
        var names = new DataColumns { Text = text, TextPair = pair, Label = label };

        var map = ColumnGuess.Resolve("x.tsv", found, new ColumnRequest(names, Labelled: true, null), ordered: true);

        Assert.Equal(
            (foundText, foundPair, foundLabel),
            (found[map.Text], map.Pairs ? found[map.TextPair] : null, found[map.Label]));
    }

    [Theory]
    [InlineData("a b c d", "text; name it with --text-column")]
    [InlineData("text a b c", "label; name it with --label-column")]
    [InlineData("text a b", "label; name it with --label-column")]
    [InlineData("text", "label; name it with --label-column")]
    [InlineData("text label label", "'label' occurs twice")]
    public void Resolve_NotFound_ListsTheColumns(string names, string problem)
    {
        var error = Fails(names, new DataColumns());

        Assert.Equal(ErrorCodes.ColumnNotFound, error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"Columns found: '{names.Replace(" ", "', '", StringComparison.Ordinal)}'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_OneColumnWithAnotherSeparator_SaysWhatSeparates() => Assert.Contains(
        "by commas in a .csv file", Fails("text;label", new DataColumns()).Message, StringComparison.Ordinal);

    [Fact]
    public void Resolve_NamedColumnsMissing_NamesAllOfThem()
    {
        var error = Fails("text label", new DataColumns { Text = "body", Label = "verdict" });

        Assert.Contains("no column 'body' and none 'verdict'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SameColumnTwice_IsRefused()
    {
        var error = Fails("text label", new DataColumns { Text = "text", Label = "text" });

        Assert.Contains("'text' occurs twice or is asked for twice", error.Message, StringComparison.Ordinal);
    }

    private static TaskGridException Fails(string names, DataColumns columns) => Assert.Throws<TaskGridException>(
        () => ColumnGuess.Resolve(
            "x.tsv", names.Split(' '), new ColumnRequest(columns, Labelled: true, null), ordered: true));
}
