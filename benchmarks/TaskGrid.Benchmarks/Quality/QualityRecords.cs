using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Quality;

/// <summary>What is kept from one call to the next.</summary>
/// <param name="results">The file of finished runs; the others are beside it.</param>
internal sealed class QualityRecords(string results)
{
    /// <summary>The folder of all of them.</summary>
    public string Folder { get; } = Path.GetDirectoryName(results)!;

    /// <summary>Finished runs.</summary>
    public RecordFile<QualityResult> Results { get; } = new(results);

    /// <summary>Baselines, one a task.</summary>
    public RecordFile<Baseline> Baselines { get; } = Beside<Baseline>(results, "quality-baselines.csv");

    /// <summary>The tasks' files.</summary>
    public RecordFile<FileDigest> Data { get; } = Beside<FileDigest>(results, "quality-data.csv");

    private static RecordFile<T> Beside<T>(string path, string name)
        where T : class => new(Path.Combine(Path.GetDirectoryName(path)!, name));
}
