using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>What a process that measures steps is told first; <c>pytorch_step.py</c> reads the same fields.</summary>
/// <param name="Kind">Name of a <see cref="StepKind"/>; PyTorch always trains all weights.</param>
/// <param name="BaseFolder">Folder of a stored base of that shape; PyTorch makes its own weights.</param>
/// <param name="Shape">Sizes of the model.</param>
/// <param name="Rows">Texts of a batch.</param>
/// <param name="Length">Tokens of each text.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Half">Whether to compute in bf16, with fp32 master values.</param>
/// <param name="Device">Where to compute: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
internal sealed record StepSetup(
    string Kind, string BaseFolder, BertShape Shape, int Rows, int Length, int Threads, bool Half, string Device = DeviceNames.Cpu);
