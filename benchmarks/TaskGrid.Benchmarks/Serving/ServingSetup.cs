using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>What <c>pytorch_serving.py</c> is told first.</summary>
/// <param name="Shape">Sizes of the model.</param>
/// <param name="Length">Tokens of each text.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Half">Whether to compute in bf16.</param>
/// <param name="Device">Where to compute: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
/// <param name="Adapters">Tasks whose adapters are stacked.</param>
/// <param name="Rank">Rank of the adapters.</param>
internal sealed record ServingSetup(
    BertShape Shape, int Length, int Threads, bool Half, string Device, int Adapters, int Rank = LoraAdapter.Rank);
