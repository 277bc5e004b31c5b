using System.Xml.Linq;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Summary;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class QualitySummaryTests
{
    [Theory]
    [InlineData(0.78, true)]
    [InlineData(0.77, false)]
    public void Figures_WholePlan_JudgeTheShareOfFull(double structured, bool met)
    {
        var summary = new QualitySummary(Results.Plan(run => run switch
        {
            { Method: "full" } => 0.8,
            { Structured: true } => structured,
            _ => 0.7,
        }));

        var share = Single(summary, "A diff-pruning-structured 0.5%: share of full's mean");

        Assert.Equal(100 * structured / 0.8, share.Value, 9);
        Assert.Equal(met, share.Met);
        Assert.True(Single(summary, "A diff-pruning-structured 0.5%: mean above magnitude 0.5%'s").Met);
        Assert.True(Single(summary, "B diff-pruning-structured 0.5%: mean above random 0.5%'s").Met);
    }

    [Fact]
    public void Goal_TaskThatOneMethodLacks_IsLeftOut()
    {
        var results = new ResultSelection(
        [
            .. QualityPlan.Runs.Where(run => !(run.Task == "sst2" && run.Method == "magnitude"))
                .Select(run => Results.Of(run, run.Task == "sst2" ? 0.1 : 0.9)),
        ]);

        var summary = new QualitySummary(results);

        Assert.Equal(7, summary.Goal.Tasks.Count);
        Assert.Equal(90, summary.Goal.Mean(MethodVariant.Full), 9);
    }

    [Fact]
    public void Goal_SeedThatOneMethodLacks_IsLeftOut()
    {
        var results = new ResultSelection(
        [
            .. QualityPlan.Runs.Where(run => !(run.Seed == 2 && run.Method == "magnitude"))
                .Select(run => Results.Of(run, run.Seed == 2 ? 0.1 : 0.9)),
        ]);

        Assert.Equal(90, new QualitySummary(results).Goal.Mean(MethodVariant.Full), 9);
    }

    [Fact]
    public void Results_RunThatWasRepeated_CountsOnceWithItsNewestScore()
    {
        var run = QualityPlan.Runs[0];

        var results = new ResultSelection([Results.Of(run, 0.5), Results.Of(run, 0.6)]);

        Assert.Equal(0.6, Assert.Single(results.Results).Test);
    }

    [Theory]
    [InlineData(93)]
    [InlineData(3)]
    public void Figures_SomeOfThePlan_HaveNamesOfTheirOwn(int finished)
    {
        var results = new ResultSelection([.. QualityPlan.Runs.Take(finished).Select(run => Results.Of(run, 0.5))]);

        var names = new QualitySummary(results).Figures().Select(figure => figure.Name).ToList();

        Assert.True(names.Count > 5);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Figures_NoResults_SayOnlyThat() =>
        Assert.Equal("finished runs", Assert.Single(new QualitySummary(new ResultSelection([])).Figures()).Name);

    [Fact]
    public void Draw_Curve_IsWellFormedAndNamesEveryDensityAndTask()
    {
        var summary = new QualitySummary(Results.Plan(run => 0.8 - (0.0002 / run.Density ?? 0)));

        var drawing = XDocument.Parse(DensityPlot.Draw(summary.Curve, QualitySummary.WantedShare));

        List<XElement> Named(string name) =>
            [.. drawing.Descendants().Where(element => element.Name.LocalName == name)];
        var texts = Named("text").Select(text => text.Value).ToList();
        Assert.All(["0.1 %", "0.25 %", "0.5 %", "1 %", "2 %", "5 %"], density => Assert.Contains(density, texts));
        Assert.All(
            summary.Curve.Tasks,
            task => Assert.Contains(texts, text => text.StartsWith(task + " ", StringComparison.Ordinal)));
        Assert.Equal(summary.Curve.Tasks.Count + 1, Named("polyline").Count);
    }

    [Fact]
    public void Markdown_WholePlan_HasEveryTaskAndMethod()
    {
        var page = QualityTables.Markdown(new QualitySummary(Results.Plan(_ => 0.8)), "here");

        Assert.All(QualityTask.All, task => Assert.Contains($"| {task.Name} |", page, StringComparison.Ordinal));
        Assert.Contains("| bitfit |", page, StringComparison.Ordinal);
        Assert.Contains("| **mean** | 80.0 | 80.0 | 80.0 | 100.0 % | 100.0 % |", page, StringComparison.Ordinal);
    }

    private static Figure Single(QualitySummary summary, string name) =>
        Assert.Single(summary.Figures(), figure => figure.Name == name);
}
