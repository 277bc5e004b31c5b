namespace TaskGrid.Node;

/// <summary>A stored checkpoint.</summary>
/// <param name="Key">Its blob.</param>
/// <param name="Info">What users see of it.</param>
internal sealed record JobCheckpointState(string Key, JobCheckpoint Info);
