namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>What a linear classifier reaches.</summary>
/// <param name="Epoch">The epoch that was chosen, from 1.</param>
/// <param name="Dev">The metric on the rows that chose it.</param>
/// <param name="Test">The metric on the test rows, after that epoch.</param>
internal sealed record LinearScore(int Epoch, double Dev, double Test);
