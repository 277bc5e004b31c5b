namespace TaskGrid;

/// <summary>How a node answers for the tasks of one base.</summary>
public sealed record ServingSnapshot
{
    /// <summary>The base's name.</summary>
    public required string Base { get; init; }

    /// <summary><c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Kernel of the sparse products: <c>avx512</c>, <c>avx2</c>, <c>portable</c>; <c>tensors</c> on a
    /// CUDA device.</summary>
    public required string Kernel { get; init; }

    /// <summary>Threads of one forward pass.</summary>
    public required int Threads { get; init; }

    /// <summary>
    /// Texts answered by mode: <c>mixed</c> (all tasks in one forward pass over the base), <c>switch</c> (the task's entries
    /// written into the base meanwhile), <c>merged</c> (a copy of the base with the task's entries).
    /// </summary>
    public required IReadOnlyDictionary<string, long> Answered { get; init; }

    /// <summary>What the modes were measured to cost when the node loaded the base.</summary>
    public ServingCostsSnapshot? Costs { get; init; }

    /// <summary>Tasks that have a merged copy.</summary>
    public int MergedTasks { get; init; }

    /// <summary>Bytes of merged copies.</summary>
    public required long MergedBytes { get; init; }

    /// <summary>Bytes of tasks on a CUDA device, beside the base and merged copies; 0 on the processor.</summary>
    public long DeviceBytes { get; init; }

    /// <summary>Tokens that one forward pass takes, unless a single text has more.</summary>
    public int MaxBatchTokens { get; init; }

    /// <summary>Batches so far; a batch holds whatever waits, of any tasks and tenants.</summary>
    public long Batches { get; init; }

    /// <summary>Texts of all batches.</summary>
    public long BatchedTexts { get; init; }

    /// <summary>Tokens of all batches, none of them padding.</summary>
    public long BatchedTokens { get; init; }

    /// <summary>The share of the forward passes' multiplications that padding took, 0 to 1; only attention has any.</summary>
    public double Padding { get; init; }

    /// <summary>Texts that wait now.</summary>
    public int WaitingTexts { get; init; }

    /// <summary>Seconds of work that they are expected to be.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>Seconds that texts have waited for their batches, summed up over all texts so far.</summary>
    public double QueuedSeconds { get; init; }

    /// <summary>Requests that were refused because too much waited.</summary>
    public long RefusedRequests { get; init; }

    /// <summary>Requests that were cancelled while they waited.</summary>
    public long CancelledRequests { get; init; }

    /// <summary>The last choice between the modes and what each was expected to cost beside the base's products; null before
    /// the first.</summary>
    public string? LastChoice { get; init; }
}
