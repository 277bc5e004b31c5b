using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>Threads and precision of a run.</summary>
/// <param name="Threads">Threads of tensor work.</param>
/// <param name="Half">Whether products are computed in bf16.</param>
internal readonly record struct ComputeChoice(int Threads, bool Half)
{
    private const string Bf16 = "bf16";
    private const string Fp32 = "fp32";
    private const string Automatic = "auto";

    /// <summary>The name of the precision.</summary>
    public string Precision => Half ? Bf16 : Fp32;

    /// <summary>Refuses what is no name of a precision.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void CheckPrecision(string precision)
    {
        if (precision is not (Fp32 or Bf16 or Automatic))
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"Precision '{precision}' is unknown; it is {Fp32}, {Bf16} or {Automatic}.");
    }

    /// <summary>
    /// Decides what a spec leaves open: the precision and the number of threads whose products are fastest on this
    /// machine. They are measured once and remembered, so that a run can be repeated bit for bit.
    /// </summary>
    /// <param name="precision"><c>fp32</c>, <c>bf16</c> or <c>auto</c>.</param>
    /// <param name="threads">Threads of the processor's part, or null.</param>
    /// <param name="device">Where products are computed: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="runs">Runs that this machine may compute at once: threads that are left open are divided by them.</param>
    public static ComputeChoice Resolve(string precision, int? threads, string device = DeviceNames.Cpu, int runs = 1)
    {
        if (threads is { } given && precision != Automatic) return new(given, precision == Bf16);
        if (device == DeviceNames.Cpu)
        {
            var profile = ComputeProfileFile.OfThisMachine();
            var chosen = precision == Automatic ? profile.Precision : precision;
            return new(threads ?? Math.Max(1, profile.ThreadsFor(chosen) / runs), chosen == Bf16);
        }

        var half = precision == Automatic
            ? ComputeProfileFile.OfThisMachine(device).Precision == Bf16
            : precision == Bf16;
        return new(Resolve(Fp32, threads, runs: runs).Threads, half);
    }
}
