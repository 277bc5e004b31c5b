using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>Threads and precision of a run.</summary>
/// <param name="Threads">Threads of tensor work.</param>
/// <param name="Half">Whether products are computed in bf16.</param>
internal readonly record struct ComputeChoice(int Threads, bool Half)
{
    private const string Bf16 = "bf16";
    private const string Fp32 = "fp32";

    /// <summary>The name of the precision.</summary>
    public string Precision => Half ? Bf16 : Fp32;

    /// <summary>
    /// Decides what a spec leaves open: the precision and the number of threads whose products are fastest on this
    /// machine. They are measured once and remembered, so that a run can be repeated bit for bit.
    /// </summary>
    /// <param name="precision"><c>fp32</c>, <c>bf16</c> or <c>auto</c>.</param>
    /// <param name="threads">Threads, or null.</param>
    /// <param name="profileFile">Where the measurement is kept.</param>
    public static ComputeChoice Resolve(string precision, int? threads, string profileFile)
    {
        if (threads is { } given && precision != "auto") return new(given, precision == Bf16);
        var profile = ComputeProfileFile.LoadOrMeasure(profileFile);
        var chosen = precision == "auto" ? profile.Precision : precision;
        return new(threads ?? profile.ThreadsFor(chosen), chosen == Bf16);
    }
}
