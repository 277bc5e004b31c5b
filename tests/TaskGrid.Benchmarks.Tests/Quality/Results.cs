using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Summary;

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
        Selection([.. QualityPlan.Runs.Select(run => Of(run, test(run)))]);

    /// <summary>Results whose settings are the present ones.</summary>
    public static ResultSelection Selection(IReadOnlyList<QualityResult> results) =>
        new(results, (run, result) => result.IsOf(run));

    /// <summary>A summary with the constant guess and the linear classifier of some tasks, 0 to 1.</summary>
    public static QualitySummary Summary(
        ResultSelection results, params (string Task, double? Constant, double? Linear)[] baselines) =>
        new(results, new BaselineScores(
            baselines.Select(baseline => Baseline(baseline.Task, baseline.Constant, baseline.Linear))));

    /// <summary>A baseline as a run would give it.</summary>
    public static Baseline Baseline(string task, double? constant, double? linear) => new()
    {
        Task = task,
        Metric = "accuracy",
        Constant = constant,
        Linear = linear,
        LinearDev = 0.5,
        LinearEpoch = 3,
        Overlap = constant is null ? 0.69 : null,
        Settings = "0123456789ab",
    };
}
