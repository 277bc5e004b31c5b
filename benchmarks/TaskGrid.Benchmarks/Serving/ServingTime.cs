namespace TaskGrid.Benchmarks.Serving;

/// <summary>What it answers.</summary>
/// <param name="Seconds">Time of the batch.</param>
/// <param name="CpuSeconds">Processor time of it, all threads together.</param>
internal sealed record ServingTime(double Seconds, double CpuSeconds);
