namespace TaskGrid.Benchmarks.Memory;

/// <summary>What a training added to its process.</summary>
/// <param name="Expected">What was said before.</param>
/// <param name="Bytes">The most that it was (VmHWM, less VmRSS with the base in memory).</param>
internal sealed record MemoryTaken(long Expected, long Bytes);
