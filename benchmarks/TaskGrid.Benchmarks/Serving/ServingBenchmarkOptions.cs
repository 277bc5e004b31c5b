using System.CommandLine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>The options of <c>bench serving</c>.</summary>
internal sealed class ServingBenchmarkOptions
{
    private static readonly int[] ManyTasks = [1, 8, 64, 512, 2048];

    // 2,048 diffs of BERT-base are 7 GB.
    private static readonly int[] FewTasks = [64], FewSmallTasks = [64, 2048];

    /// <summary>Everything instead of the short form.</summary>
    public Option<bool> Full { get; } = new("--full")
    {
        Description = "Every combination: 1 to 2,048 tasks, 32 and 128 tokens, uniform and Zipf. Takes hours and 14 GB.",
    };

    /// <summary>The base's shapes.</summary>
    public Option<string[]> Shapes { get; } = BenchOption.Words(
        "--shapes", "Shapes of the base.", [.. BertShape.All.Select(shape => shape.Name)]);

    /// <summary>Precisions.</summary>
    public Option<string[]> Precisions { get; } = BenchOption.Words(
        "--precision", "Precisions; bf16 is left out by default where the processor lacks it.", ["fp32", "bf16"],
        TorchRuntime.SupportsBf16 ? ["fp32", "bf16"] : ["fp32"]);

    /// <summary>Tasks.</summary>
    public Option<int[]> Tasks { get; } = BenchOption.Numbers(
        "--tasks", "Resident tasks; by default 64, and 2,048 where they are small.", []);

    /// <summary>Tokens.</summary>
    public Option<int[]> Tokens { get; } = BenchOption.Numbers("--tokens", "Tokens of a request, at most 128.", [32]);

    /// <summary>Traffic.</summary>
    public Option<string[]> Traffic { get; } = BenchOption.Words(
        "--traffic", "How often each task is asked for.", ["uniform", "zipf"], ["uniform"]);

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = BenchOption.Number("--threads", "Threads of both sides.", least: 1, fallback: 1);

    /// <summary>Rounds.</summary>
    public Option<int> Rounds { get; } = BenchOption.Number("--rounds", "Rounds in turns.", least: 1, fallback: 3);

    /// <summary>Time of each part of the traffic.</summary>
    public Option<int> Seconds { get; } = BenchOption.Number(
        "--seconds", "How long each kind of traffic of many callers is measured.", least: 1, fallback: 6);

    /// <summary>Memory for separate copies, and for PyTorch's adapters.</summary>
    public Option<int> CopyMegabytes { get; } = BenchOption.Number(
        "--copy-memory", "Memory for separate copies, and for PyTorch's adapters, in MB.", least: 1, fallback: 2000);

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
    public IEnumerable<Option> All =>
        [Full, Shapes, Precisions, Tasks, Tokens, Traffic, Threads, Rounds, Seconds, CopyMegabytes, Device, Python];

    /// <summary>The comparison's script.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "PyTorch", "pytorch_serving.py");

    /// <summary>What is measured for one shape and precision.</summary>
    public IEnumerable<ServingCase> Cases(BenchmarkRun run, BertShape shape, bool half)
    {
        var (full, given) = (run.Value(Full), run.Value(Tasks));
        return
            from tokens in full ? [32, 128] : run.Value(Tokens)
            from tasks in full ? ManyTasks : given.Length > 0 ? given : shape == BertShape.Mini ? FewSmallTasks : FewTasks
            from zipf in full ? [false, true] : run.Value(Traffic).Select(word => word == "zipf")
            select new ServingCase(shape, tasks, zipf, Math.Min(tokens, shape.Positions), half, run.Value(Threads));
    }
}
