namespace TaskGrid.Benchmarks.Serving;

/// <summary>What it answers.</summary>
/// <param name="Seconds">Time of the batch.</param>
internal sealed record ServingTime(double Seconds);
