namespace TaskGrid.Node;

/// <summary>How a job computes.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="Half">Whether in bf16.</param>
internal sealed record JobCompute(int Threads, bool Half);
