using System.Xml.Linq;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Quality.Summary;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class QualitySummaryTests
{
    // Full fine-tuning, at 0.8, is above the constant guess of all but mrpc.
    private static readonly (string Task, double? Constant, double? Linear)[] Floors =
        [("trec", 0.3, 0.6), ("mr", 0.4, 0.8), ("mrpc", 0.76, 0.79)];

    [Theory]
    [InlineData(0.78, true)]
    [InlineData(0.77, false)]
    public void Figures_WholePlan_JudgeTheShareOfFull(double structured, bool met)
    {
        var summary = Results.Summary(Results.Plan(run => run switch
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
        var results = Results.Selection(
        [
            .. QualityPlan.Runs.Where(run => !(run.Task == "sst2" && run.Method == "magnitude"))
                .Select(run => Results.Of(run, run.Task == "sst2" ? 0.1 : 0.9)),
        ]);

        var summary = Results.Summary(results);

        Assert.Equal(7, summary.Goal.Tasks.Count);
        Assert.Equal(90, summary.Goal.Mean(MethodVariant.Full), 9);
    }

    [Fact]
    public void Goal_SeedThatOneMethodLacks_IsLeftOut()
    {
        var results = Results.Selection(
        [
            .. QualityPlan.Runs.Where(run => !(run.Seed == 2 && run.Method == "magnitude"))
                .Select(run => Results.Of(run, run.Seed == 2 ? 0.1 : 0.9)),
        ]);

        Assert.Equal(90, Results.Summary(results).Goal.Mean(MethodVariant.Full), 9);
    }

    [Theory]
    [InlineData(93)]
    [InlineData(3)]
    public void Figures_SomeOfThePlan_HaveNamesOfTheirOwn(int finished)
    {
        var results = Results.Selection([.. QualityPlan.Runs.Take(finished).Select(run => Results.Of(run, 0.5))]);

        var names = Results.Summary(results).Figures().Select(figure => figure.Name).ToList();

        Assert.True(names.Count > 5);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Figures_NoResults_SayOnlyThat() =>
        Assert.Equal("finished runs", Assert.Single(Results.Summary(Results.Selection([])).Figures()).Name);

    [Fact]
    public void Draw_Curve_IsWellFormedAndNamesEveryDensityAndTask()
    {
        var summary = Results.Summary(Results.Plan(run => 0.8 - (0.0002 / run.Density ?? 0)));

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
        var page = QualityTables.Markdown(Results.Summary(Results.Plan(_ => 0.8)), [], "here");

        Assert.All(QualityTask.All, task => Assert.Contains($"| {task.Name} |", page, StringComparison.Ordinal));
        Assert.Contains("| bitfit |", page, StringComparison.Ordinal);
        Assert.Contains("| **mean** | – | – | – | 80.0 | 80.0 | 80.0 | 100.0 % | 100.0 % |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_Baselines_StandBesideFullAndHaveNoMeanWhenATaskLacksThem()
    {
        var summary = Results.Summary(Results.Plan(_ => 0.8), [.. Floors, ("sts", null, null)]);

        var page = QualityTables.Markdown(summary, [], "here");

        Assert.Contains("| task | constant | linear | overlap | full |", page, StringComparison.Ordinal);
        Assert.Contains("| mrpc | 76.0 | 79.0 | – | 80.0 |", page, StringComparison.Ordinal);
        Assert.Contains("| sts | – | – | 69.0 | 80.0 |", page, StringComparison.Ordinal);
        Assert.Contains("| **mean** | – | – | – | 80.0 |", page, StringComparison.Ordinal);
        Assert.Contains("| **mean, tasks above constant** | 35.0 | 70.0 | – | 80.0 |", page, StringComparison.Ordinal);
        Assert.Contains("more than 5 points: trec, mr.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_Files_AreNamedWithTheirSha256()
    {
        var file = new FileDigest { File = "mr/dev.tsv", Rows = 1_066, Sha256 = "0e2f" };

        var page = QualityTables.Markdown(Results.Summary(Results.Plan(_ => 0.8)), [file], "here");

        Assert.Contains("| mr/dev.tsv | 1,066 | 0e2f |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_Baselines_AreGivenInPoints()
    {
        var summary = Results.Summary(Results.Plan(_ => 0.8), [.. Floors, ("sts", null, null)]);

        Assert.Equal(30, Single(summary, "A constant: score on trec").Value, 9);
        Assert.Equal(60, Single(summary, "A linear: score on trec").Value, 9);
        Assert.Equal(double.NaN, Single(summary, "A constant: score on sts").Value);
        Assert.Equal(69, Single(summary, "A overlap: score on sts").Value, 9);
        Assert.DoesNotContain(summary.Figures(), figure => figure.Name.EndsWith("on sst2", StringComparison.Ordinal)
            && figure.Name.StartsWith("A constant", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_TasksOnWhichFullIsNotAboveTheConstantGuess_AreLeftOutOfASecondShare()
    {
        var summary = Results.Summary(
            Results.Plan(run => run switch
            {
                { Task: "mrpc" } => 0.8,
                { Method: "full" } => 0.8,
                _ => 0.6,
            }),
            [.. Floors, ("sts", null, null)]);

        foreach (var part in (string[])["A", "B", "C"])
        {
            var name = $"{part} diff-pruning-structured 0.5%: share of full's mean over trec, mr";
            Assert.Equal(75, Single(summary, name).Value, 9);
        }

        Assert.True(Single(summary, "A diff-pruning-structured 0.5%: share of full's mean").Value > 75);
    }

    [Fact]
    public void Finished_RunsOfEarlierSettings_AreCountedAndNamedApart()
    {
        var results = QualityPlan.Runs.Select(run => Results.Of(run, 0.8)).ToList();
        var summary = Results.Summary(new ResultSelection(
            results, (run, result) => result.IsOf(run) && !(run.Part == 'C' && run.Task == "trec")));

        Assert.Equal(88, Single(summary, "finished runs").Value);
        Assert.Equal(5, Single(summary, "runs of earlier settings").Value);
        var name = "C trec diff-pruning-structured 0.1% seed1";
        Assert.Equal(80, Single(summary, name + ": score of earlier settings").Value);
        var page = QualityTables.Markdown(summary, [], "here");
        Assert.Contains("88 of 93 runs with present settings, 5 with earlier ones", page, StringComparison.Ordinal);
        Assert.Contains(name, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_UnknownSettings_SaySo()
    {
        var results = QualityPlan.Runs.Select(run => Results.Of(run, 0.8)).ToList();

        var summary = Results.Summary(new ResultSelection(results, null));

        Assert.Contains("not known", summary.Finished(), StringComparison.Ordinal);
        Assert.Equal(double.NaN, Single(summary, "runs of earlier settings").Value);
    }

    private static Figure Single(QualitySummary summary, string name) =>
        Assert.Single(summary.Figures(), figure => figure.Name == name);
}
