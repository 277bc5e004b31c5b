namespace TaskGrid;

/// <summary>How a node answers for the tasks of one base.</summary>
public sealed record ServingSnapshot
{
    /// <summary>The base's name.</summary>
    public required string Base { get; init; }

    /// <summary><c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Kernel of the sparse products: <c>avx512</c>, <c>avx2</c> or <c>portable</c>.</summary>
    public required string Kernel { get; init; }

    /// <summary>Threads of one forward pass.</summary>
    public required int Threads { get; init; }

    /// <summary>
    /// Texts answered by mode: <c>mixed</c> (all tasks in one forward pass over the base), <c>switch</c> (the task's entries
    /// written into the base meanwhile), <c>merged</c> (a copy of the base with the task's entries).
    /// </summary>
    public required IReadOnlyDictionary<string, long> Answered { get; init; }

    /// <summary>Bytes of merged copies.</summary>
    public required long MergedBytes { get; init; }

    /// <summary>The last choice between the modes and what each was expected to cost beside the base's products; null before
    /// the first.</summary>
    public string? LastChoice { get; init; }
}
