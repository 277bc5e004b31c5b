using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Tests.Running;

public sealed class SuggestionsTests
{
    private static readonly string[] Candidates = ["train", "eval", "predict", "task", "diff"];

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("predcit", "predict")]
    [InlineData("tasks", "task")]
    [InlineData("evaluate", null)]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void Nearest_Misspelling_FindsWhatWasMeant(string word, string? meant) =>
        Assert.Equal(meant, Suggestions.Nearest(word, Candidates));

    [Fact]
    public void Nearest_NoCandidates_IsNull() => Assert.Null(Suggestions.Nearest("train", []));
}
