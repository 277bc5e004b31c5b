using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>The options of <c>bench step</c>.</summary>
internal sealed class StepOptions
{
    /// <summary>The model shapes.</summary>
    public Option<string[]> Shapes { get; } = BenchOption.Words(
        "--shapes", "Model shapes.", [.. StepCase.All.Select(item => item.Shape.Name).Distinct()]);

    /// <summary>The kinds of steps.</summary>
    public Option<string[]> Kinds { get; } = BenchOption.Words(
        "--kinds", "Kinds of steps.", [.. StepKind.All.Select(kind => kind.Name)]);

    /// <summary>Precisions.</summary>
    public Option<string[]> Precisions { get; } = BenchOption.Words(
        "--precision", "Precisions; bf16 is left out by default where the processor lacks it.", ["fp32", "bf16"],
        TorchRuntime.SupportsBf16 ? ["fp32", "bf16"] : ["fp32"]);

    /// <summary>Threads.</summary>
    public Option<int[]> Threads { get; } = BenchOption.Numbers(
        "--threads", "Threads of both sides.", [1, Environment.ProcessorCount]);

    /// <summary>Rounds.</summary>
    public Option<int> Rounds { get; } = BenchOption.Number("--rounds", "Pairs of rounds.", least: 1, fallback: 5);

    /// <summary>Where to compute.</summary>
    public Option<string> Device { get; } = BenchOption.Device();

    /// <summary>The Python with PyTorch.</summary>
    public Option<string> Python { get; } = new("--python")
    {
        Description = "Python with PyTorch: Debian's, which shares this machine's libtorch.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "/usr/bin/python3",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Shapes, Kinds, Precisions, Threads, Rounds, Device, Python];

    /// <summary>Where bases with random weights are kept.</summary>
    public static string Scratch => Path.Combine(RepositoryFolder.Root, "artifacts", "bench", "step");

    /// <summary>The comparison's script.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "PyTorch", "pytorch_step.py");
}
