namespace TaskGrid.Serving;

/// <summary>What a <see cref="TaskServer"/> has done, and why.</summary>
public sealed record ServingStatus
{
    /// <summary>The side product's kernel: <c>avx512</c>, <c>avx2</c>, <c>portable</c>; <c>tensors</c> on a
    /// CUDA device.</summary>
    public required string Kernel { get; init; }

    /// <summary><c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Threads of one forward pass.</summary>
    public required int Threads { get; init; }

    /// <summary>What was measured at the start.</summary>
    public required ServingCosts Costs { get; init; }

    /// <summary>Rows that were answered in each mode.</summary>
    public required IReadOnlyDictionary<ServingMode, long> Rows { get; init; }

    /// <summary>Tasks with a merged copy.</summary>
    public required int MergedTasks { get; init; }

    /// <summary>Bytes of the merged copies.</summary>
    public required long MergedBytes { get; init; }

    /// <summary>Bytes of tasks on a CUDA device, beside the base and merged copies; 0 on the processor.</summary>
    public required long DeviceBytes { get; init; }

    /// <summary>The last choice for a task; null before the first.</summary>
    public required ServingChoice? LastChoice { get; init; }

    /// <summary>The share of the forward passes' multiplications that padding took, 0 to 1; only attention has any.</summary>
    public required double Padding { get; init; }

    /// <summary>Batches of requests.</summary>
    public required BatchingStatus Batching { get; init; }
}
