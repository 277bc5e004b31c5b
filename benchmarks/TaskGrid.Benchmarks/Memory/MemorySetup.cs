namespace TaskGrid.Benchmarks.Memory;

/// <summary>A training whose memory is measured in a process of its own.</summary>
/// <param name="Method">Its method.</param>
/// <param name="BaseFolder">Folder of a stored base.</param>
/// <param name="Rows">Texts of a batch.</param>
/// <param name="Length">Tokens of each text.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Half">Whether to compute in bf16.</param>
internal sealed record MemorySetup(string Method, string BaseFolder, int Rows, int Length, int Threads, bool Half);
