namespace TaskGrid;

/// <summary>A point that a job can go on from.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Epoch">Epochs done, fractional.</param>
/// <param name="Bytes">Size of the checkpoint.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record JobCheckpoint(int Step, double Epoch, long Bytes, DateTimeOffset CreatedAt);
