namespace TaskGrid.Node;

/// <summary>What a new job starts from.</summary>
/// <param name="Base">The base.</param>
/// <param name="TrainFile">The training data.</param>
/// <param name="DevFile">The dev data.</param>
/// <param name="Sha256">SHA-256 of the diff to go on from; null: the base.</param>
/// <param name="Earlier">The job at whose newest checkpoint it starts.</param>
internal sealed record JobStart(
    BaseInfo Base, GridFile TrainFile, GridFile? DevFile, string? Sha256, JobState? Earlier);
