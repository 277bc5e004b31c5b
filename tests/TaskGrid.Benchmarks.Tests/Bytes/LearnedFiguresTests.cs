using TaskGrid.Benchmarks.Bytes;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Tests.Quality;

namespace TaskGrid.Benchmarks.Tests.Bytes;

public sealed class LearnedFiguresTests
{
    [Fact]
    public void Of_Results_CountsTheNewestRunOfEachAndLeavesTheValuesOut()
    {
        var run = QualityPlan.Runs.First(each => each is { MethodName: "magnitude", Density: 0.005 });
        var result = Results.Of(run, 0.5) with { Nonzeros = 1_000, DiffBytes = 3_000, ValueFormat = "fp16" };
        var other = result with { Seed = result.Seed + 1, DiffBytes = 2_500, ValueFormat = "int8" };

        var figures = LearnedFigures.Of([result with { DiffBytes = 9_000 }, result, other, result with { Density = 0.01, Seed = 9 }]).ToList();

        // (24 − 16 + 20 − 8) ÷ 2 bits; H(0.005) ÷ 0.005 is 9.08.
        Assert.Equal(["magnitude 0.5 %, mean of 2: bits per position", "magnitude 0.5 %, mean of 2: bits over the bound of random masks"],
            figures.Select(figure => figure.Name));
        Assert.Equal(10, figures[0].Value, 1e-9);
        Assert.Equal(1.101, figures[1].Value, 1e-3);
    }
}
