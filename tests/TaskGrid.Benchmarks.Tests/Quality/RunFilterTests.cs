using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class RunFilterTests
{
    [Fact]
    public void Keeps_WordsOfOneKind_AddUpAndKindsNarrowDown()
    {
        var filter = new RunFilter(["mr", "trec", "full", "seed1"]);

        var kept = QualityPlan.Runs.Where(filter.Keeps).Select(run => run.ToString());

        Assert.Equal(["mr full seed1", "trec full seed1"], kept.Order());
    }

    [Fact]
    public void Keeps_NoWords_KeepsEverything() =>
        Assert.Equal(QualityPlan.Runs.Count, QualityPlan.Runs.Count(new RunFilter([]).Keeps));

    [Fact]
    public void Constructor_UnknownWord_SaysWhatThereIs()
    {
        var problem = Assert.Throws<TaskGridException>(() => new RunFilter(["mr", "imdb"]));

        Assert.Equal(ErrorCodes.InvalidArgument, problem.Code);
        Assert.Contains("'imdb'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'mr'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(problem.Details, line => line.StartsWith("task: trec", StringComparison.Ordinal));
    }
}
