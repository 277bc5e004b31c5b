namespace TaskGrid.Proofs.Fault;

/// <summary>A version that its writer was told is there.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Diff">Its bytes.</param>
internal sealed record ConfirmedVersion(int Number, byte[] Diff);
