using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class ResultSelectionTests
{
    private static readonly QualityRun Run = QualityPlan.Runs[0];

    [Fact]
    public void All_RunThatWasRepeated_CountsOnceWithItsNewestScore()
    {
        var selection = Results.Selection([Results.Of(Run, 0.5), Results.Of(Run, 0.6)]);

        Assert.Equal(0.6, Assert.Single(selection.All).Test);
        Assert.Equal(1, selection.Finished);
    }

    [Fact]
    public void All_OlderResultOfPresentSettings_ComesBeforeANewerOfEarlierOnes()
    {
        var selection = Select(Of(0.5, "present"), Of(0.6, "earlier"));

        Assert.Equal(0.5, Assert.Single(selection.All).Test);
        Assert.Empty(selection.Earlier!);
    }

    [Fact]
    public void Earlier_OnlyResultsOfEarlierSettings_StandButAreNotFinished()
    {
        var selection = Select(Of(0.5, "earlier"), Of(0.6, "earlier"));

        Assert.Equal(0.6, Assert.Single(selection.All).Test);
        Assert.Equal([Run], selection.Earlier);
        Assert.Equal(0, selection.Finished);
    }

    [Fact]
    public void Earlier_UnknownSettings_IsNull()
    {
        var selection = new ResultSelection([Of(0.5, "any")], null);

        Assert.Null(selection.Earlier);
        Assert.Equal(1, selection.Finished);
    }

    private static QualityResult Of(double test, string settings) => Results.Of(Run, test) with { Settings = settings };

    private static ResultSelection Select(params QualityResult[] results) =>
        new(results, (run, result) => result.IsOf(run) && result.Settings == "present");
}
