namespace TaskGrid.Proofs.Fault;

/// <summary>What a full disk and a read-only one did.</summary>
/// <param name="Checks">What was looked at.</param>
/// <param name="Problems">What did not hold.</param>
/// <param name="Missing">Why nothing could be looked at; null when it could.</param>
internal sealed record DiskOutcome(int Checks, IReadOnlyList<string> Problems, string? Missing);
