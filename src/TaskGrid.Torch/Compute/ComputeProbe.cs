using System.Globalization;
using static TorchSharp.torch;

namespace TaskGrid.Torch;

/// <summary>
/// Measures linear layers of [2048, 256] by [1024, 256], those of 32 texts of 64 tokens in a small encoder, in less
/// than a second.
/// </summary>
public static class ComputeProbe
{
    private const long Rows = 2048;
    private const long Inner = 256;
    private const long Columns = 1024;
    private static readonly TimeSpan PerSetting = TimeSpan.FromMilliseconds(60);

    /// <summary>The processor, its threads and libtorch's version: what a measurement holds for.</summary>
    public static string Machine => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor.Current.Model}; {Processor.Current.LogicalThreads} threads; libtorch {TorchRuntime.Version}");

    /// <summary>
    /// Measures fp32, and bf16 where the processor has it, with 1 thread, all cores and all hardware threads, and with
    /// half of the cores where there are many.
    /// </summary>
    /// <param name="clock">Measures the time.</param>
    /// <returns>The profile; the number of threads is afterwards what it was before.</returns>
    public static ComputeProfile Measure(TimeProvider clock)
    {
        var before = TorchRuntime.Threads;
        try
        {
            string[] precisions = TorchRuntime.SupportsBf16 ? ["fp32", "bf16"] : ["fp32"];
            return new ComputeProfile
            {
                Machine = Machine,
                Measurements =
                [
                    .. from precision in precisions
                       from threads in ThreadCounts(Processor.Current)
                       select new ComputeMeasurement(precision, threads, Gigaflops(precision, threads, clock)),
                ],
            };
        }
        finally
        {
            TorchRuntime.SetThreads(before);
        }
    }

    /// <summary>The numbers of threads worth a measurement, in order.</summary>
    internal static IReadOnlyList<int> ThreadCounts(Processor processor)
    {
        var (cores, threads) = (processor.PhysicalCores, processor.LogicalThreads);
        return [.. new SortedSet<int> { 1, Math.Max(1, cores / 2), cores, threads }];
    }

    private static double Gigaflops(string precision, int threads, TimeProvider clock)
    {
        TorchRuntime.SetThreads(threads);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var type = precision == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var input = ones([Rows, Inner], type);
        var weight = ones([Columns, Inner], type);
        nn.functional.linear(input, weight).Dispose(); // The first one compiles kernels and wakes threads.

        var best = TimeSpan.MaxValue;
        var start = clock.GetTimestamp();
        do
        {
            var run = clock.GetTimestamp();
            nn.functional.linear(input, weight).Dispose();
            var elapsed = clock.GetElapsedTime(run);
            if (elapsed < best) best = elapsed;
        }
        while (clock.GetElapsedTime(start) < PerSetting);
        return 2.0 * Rows * Inner * Columns / Math.Max(best.TotalSeconds, 1e-9) / 1e9;
    }
}
