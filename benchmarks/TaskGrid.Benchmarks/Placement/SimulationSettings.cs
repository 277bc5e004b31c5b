namespace TaskGrid.Benchmarks.Placement;

/// <summary>What is simulated.</summary>
/// <param name="Silos">Silos.</param>
/// <param name="Tasks">Tasks.</param>
/// <param name="RequestsPerSecond">Requests of all tasks together.</param>
/// <param name="Seconds">Simulated seconds that are measured, after as many that are not.</param>
/// <param name="Exponent">The exponent of Zipf's law.</param>
/// <param name="Capacity">Tasks that a silo holds in memory.</param>
/// <param name="Seed">Of every random choice.</param>
internal sealed record SimulationSettings(
    int Silos, int Tasks, int RequestsPerSecond, int Seconds, double Exponent, int Capacity, int Seed);
