namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>What a worker process shall do.</summary>
/// <param name="Store">The store with the base.</param>
/// <param name="Spec">The training.</param>
/// <param name="TestFile">Rows to score afterwards.</param>
internal sealed record QualityRequest(string Store, TrainSpec Spec, string TestFile);
