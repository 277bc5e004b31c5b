using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class QualityPlanTests
{
    [Fact]
    public void Runs_WholePlan_HasEachRunOnce()
    {
        // A: 8 tasks x 3 methods; B adds 6 methods on 5 tasks; C adds 5 densities on 3 tasks; A again with seed 2.
        Assert.Equal(24 + 30 + 15 + 24, QualityPlan.Runs.Count);
        Assert.Equal(QualityPlan.Runs.Count, QualityPlan.Runs.Select(run => run.ToString()).Distinct().Count());
    }

    [Fact]
    public void Runs_Order_PutsTheGoalWithOneSeedFirstAndTheSecondSeedLast()
    {
        Assert.All(QualityPlan.Runs.Take(24), run => Assert.Equal(('A', 1), (run.Part, run.Seed)));
        Assert.All(QualityPlan.Runs.TakeLast(24), run => Assert.Equal(('A', 2), (run.Part, run.Seed)));
        Assert.Equal("BC", string.Concat(QualityPlan.Runs.Skip(24).SkipLast(24).Select(run => run.Part).Distinct()));
    }

    [Fact]
    public void Runs_MethodsWithTheirOwnBudget_HaveNoDensity() =>
        Assert.All(
            QualityPlan.Runs,
            run => Assert.Equal(run.Method is "full" or "bitfit" or "last-layer", run.Density is null));
}
