namespace TaskGrid.Torch;

/// <summary>How fast one setting multiplied matrices.</summary>
/// <param name="Precision"><c>fp32</c> or <c>bf16</c>.</param>
/// <param name="Threads">Threads per operator.</param>
/// <param name="Gigaflops">10⁹ floating-point operations per second, the best of several runs.</param>
public sealed record ComputeMeasurement(string Precision, int Threads, double Gigaflops);
