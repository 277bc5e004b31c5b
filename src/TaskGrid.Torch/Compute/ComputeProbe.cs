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

    /// <summary>The processor, its threads and libtorch's version, or the device: what a measurement holds for.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public static string MachineOf(string device) => device == DeviceNames.Cpu
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor.Current.Model}; {Processor.Current.LogicalThreads} threads; libtorch {TorchRuntime.Version}")
        : $"{GraphicsCards.Models}; {device}; libtorch {TorchRuntime.Version}";

    /// <summary>
    /// Measures fp32, and bf16 where the processor has it, with 1 thread, all cores and all hardware threads, and with
    /// half of the cores where there are many. On a CUDA device both precisions, whatever the threads are.
    /// </summary>
    /// <param name="clock">Measures the time.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <returns>The profile; the number of threads is afterwards what it was before.</returns>
    public static ComputeProfile Measure(TimeProvider clock, string device = DeviceNames.Cpu)
    {
        var before = TorchRuntime.Threads;
        var home = TorchRuntime.Device(device);
        var isCpu = device == DeviceNames.Cpu;
        try
        {
            string[] precisions = TorchRuntime.SupportsBf16 || !isCpu ? ["fp32", "bf16"] : ["fp32"];
            return new ComputeProfile
            {
                Machine = MachineOf(device),
                Measurements =
                [
                    .. from precision in precisions
                       from threads in isCpu ? ThreadCounts(Processor.Current) : [before]
                       select new ComputeMeasurement(precision, threads, Gigaflops(precision, threads, home, clock)),
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

    private static double Gigaflops(string precision, int threads, Device device, TimeProvider clock)
    {
        TorchRuntime.SetThreads(threads);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var type = precision == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var input = ones([Rows, Inner], type, device);
        var weight = ones([Columns, Inner], type, device);
        Multiply(); // The first one compiles kernels and wakes threads.

        var best = TimeSpan.MaxValue;
        var start = clock.GetTimestamp();
        do
        {
            var run = clock.GetTimestamp();
            Multiply();
            var elapsed = clock.GetElapsedTime(run);
            if (elapsed < best) best = elapsed;
        }
        while (clock.GetElapsedTime(start) < PerSetting);
        return 2.0 * Rows * Inner * Columns / Math.Max(best.TotalSeconds, 1e-9) / 1e9;

        void Multiply()
        {
            using var product = nn.functional.linear(input, weight);
            DeviceMemory.Wait(product);
        }
    }
}
