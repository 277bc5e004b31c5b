namespace TaskGrid;

/// <summary>What looking at every blob of a store has shown.</summary>
/// <param name="Blobs">How many there are.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Problems">What is damaged or missing.</param>
public sealed record StoreVerification(int Blobs, long Bytes, IReadOnlyList<StoreProblem> Problems);
