namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>What a worker process shall do.</summary>
/// <param name="BaseFolder">Folder of the stored base.</param>
/// <param name="Spec">The training; threads and precision are set.</param>
/// <param name="TestFile">Rows to score afterwards.</param>
/// <param name="DiffFile">Where the diff goes.</param>
internal sealed record QualityRequest(string BaseFolder, TrainSpec Spec, string TestFile, string DiffFile);
