namespace TaskGrid.Node;

/// <summary>Threads and precision of a run.</summary>
/// <param name="Threads">Threads of tensor work.</param>
/// <param name="Half">Whether products are computed in bf16.</param>
internal readonly record struct ComputeChoice(int Threads, bool Half)
{
    /// <summary>The name of the precision.</summary>
    public string Precision => Half ? "bf16" : "fp32";

    /// <summary>Decides what a spec leaves open.</summary>
    public static ComputeChoice Resolve(string precision, int? threads) =>
        new(threads ?? Environment.ProcessorCount, precision == "bf16");
}
