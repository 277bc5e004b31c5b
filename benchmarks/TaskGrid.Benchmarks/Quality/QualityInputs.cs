using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Quality;

/// <summary>The base and the tasks' files, as far as they are there.</summary>
internal sealed class QualityInputs
{
    private readonly QualityRecords _records;
    private readonly BaseFolder _base;
    private readonly FileDigests _digests;

    private QualityInputs(QualityRecords records, BaseFolder folder, TaskFiles files, RunRequests requests)
    {
        (_records, _base, Files, Requests) = (records, folder, files, requests);
        _digests = new FileDigests(files, records.Data.Read());
        Settings = new PresentSettings(requests, new SettingsHash(folder, _digests));
    }

    /// <summary>The tasks' files.</summary>
    public TaskFiles Files { get; }

    /// <summary>Turns runs into what worker processes are told.</summary>
    public RunRequests Requests { get; }

    /// <summary>Tells which finished runs are still those that are wanted.</summary>
    public PresentSettings Settings { get; }

    /// <summary>Imports the base, draws rows and records what tells the tasks' files from others.</summary>
    /// <param name="records">What is known of the files that are not there.</param>
    /// <param name="options">Where base and tasks are.</param>
    /// <param name="run">What was asked for.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <exception cref="TaskGridException">The base cannot be imported, or what was recorded cannot be read.</exception>
    public static async Task<QualityInputs> OpenAsync(
        QualityRecords records, QualityOptions options, BenchmarkRun run, CancellationToken cancellationToken)
    {
        var scratch = Path.GetFullPath(run.Value(options.Scratch));
        var folder = await PlanExecution.ImportAsync(run.Value(options.Base), scratch, cancellationToken);
        var files = new TaskFiles(Path.GetFullPath(run.Value(options.Tasks)), scratch);
        files.DrawAll();
        var requests = new RunRequests(
            files, folder, Path.Combine(scratch, "diffs"), run.Value(options.Threads), run.Value(options.Precision));
        var inputs = new QualityInputs(records, BaseFolder.Open(folder), files, requests);
        inputs.Record();
        return inputs;
    }

    /// <summary>Baselines of the tasks, which are kept.</summary>
    /// <param name="progress">Where to say what is computed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException">A file of a task cannot be read.</exception>
    public IReadOnlyList<Baseline> Baselines(ProgressLine progress, CancellationToken cancellationToken)
    {
        var tokenizer = new WordPieceTokenizer(_base.ReadVocabulary(), _base.TokenizerSettings);
        var baselines = new BaselineRuns(Files, _digests, tokenizer)
            .Complete(_records.Baselines.Read(), progress, cancellationToken);
        if (baselines.Count > 0) _records.Baselines.Replace(baselines);
        return baselines;
    }

    private void Record()
    {
        foreach (var path in QualityTask.All.Where(Files.Has).SelectMany(Files.All)) _digests.Of(path);
        if (_digests.Known.Count > 0) _records.Data.Replace(_digests.Known);
    }
}
