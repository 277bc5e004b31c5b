using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Running;

namespace TaskGrid.Benchmarks.Quality;

/// <summary>The options of <c>bench quality</c>.</summary>
internal sealed class QualityOptions
{
    /// <summary>Where the tasks are.</summary>
    public Option<string> Tasks { get; } = new("--tasks")
    {
        Description = "Folder of the tasks' files.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(RepositoryFolder.Root, "..", "shared", "tasks"),
    };

    /// <summary>The base to train on.</summary>
    public Option<string> Base { get; } = new("--base")
    {
        Description = "Folder of the base model, in Hugging Face's layout.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(RepositoryFolder.Root, "samples", "models", "tg-mini"),
    };

    /// <summary>Where finished runs are kept.</summary>
    public Option<string> Results { get; } = new("--results")
    {
        Description = "Finished runs, which are not repeated. Tables and plot are written beside this file.",
        HelpName = "CSV",
        DefaultValueFactory = _ => DefaultResults,
    };

    /// <summary>Where diffs and the imported base are kept.</summary>
    public Option<string> Scratch { get; } = new("--scratch")
    {
        Description = "Folder for the imported base, drawn rows and the diffs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(RepositoryFolder.Root, "artifacts", "bench", "quality"),
    };

    /// <summary>Which runs of the plan.</summary>
    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "Only runs that these words name: part (A, B, C), task, method, density (0.5%), seed (seed1).",
        HelpName = "WORD",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>How many runs.</summary>
    public Option<int> Limit { get; } = BenchOption.Number(
        "--limit", "Trains at most so many runs; 0 for no limit.", 0, 0);

    /// <summary>How many at a time.</summary>
    public Option<int> Workers { get; } = BenchOption.Number(
        "--workers", "Runs at a time, each in a process of its own.", 1, Environment.ProcessorCount);

    /// <summary>Threads of each.</summary>
    public Option<int> Threads { get; } = BenchOption.Number("--threads", "Threads of each run.", 1, 1);

    /// <summary>Precision of the encoder.</summary>
    public Option<string> Precision { get; } = BenchOption.Word(
        "--precision",
        "Precision of the encoder; auto: the faster one on this machine, and finished runs of either count.",
        RunRequests.Auto, "bf16", "fp32");

    /// <summary>No training.</summary>
    public Option<bool> Report { get; } = new("--report") { Description = "Trains nothing: sums up what is there." };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Tasks, Base, Results, Scratch, Only, Limit, Workers, Threads, Precision, Report];

    /// <summary>The file that <see cref="Results"/> names by default.</summary>
    public static string DefaultResults => Path.Combine(RepositoryFolder.Root, "benchmarks", "results", "quality.csv");
}
