using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Tests.Quality;

/// <summary>Results as a run would give them.</summary>
internal static class Results
{
    public static QualityResult Of(QualityRun run, double test) => new()
    {
        Task = run.Task,
        Method = run.MethodName,
        Density = run.Density,
        Seed = run.Seed,
        Metric = "accuracy",
        Dev = test - 0.01,
        Test = test,
        Nonzeros = 26_778,
        DiffBytes = 60_000,
        FileBytes = 66_000,
        ValueFormat = "int8",
        Seconds = 12.5,
        Steps = 1_000,
        Threads = 1,
        Precision = "fp32",
        Settings = "0123456789ab",
        Commit = "abcdef0123",
        Date = "2026-01-02",
        Machine = "A \"quick\" one, 2 cores",
    };

    /// <summary>The whole plan; <paramref name="test"/> gives each run's score.</summary>
    public static ResultSelection Plan(Func<QualityRun, double> test) =>
        new([.. QualityPlan.Runs.Select(run => Of(run, test(run)))]);
}
