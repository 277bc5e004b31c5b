using System.Collections.Immutable;
using System.Text.Json;
using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Training.Checkpoints;

/// <summary>Writes a run's state as a safetensors file, from where it lies in memory.</summary>
/// <param name="identity">Whose state it is.</param>
/// <param name="position">Where the run stands.</param>
/// <param name="parts">The state.</param>
internal sealed class CheckpointWriter(
    CheckpointIdentity identity, CheckpointPosition position, IReadOnlyList<StatePart> parts)
{
    /// <summary>Writes the whole file; the stream need not be seekable.</summary>
    public void Write(Stream stream)
    {
        var metadata = identity.ToMetadata();
        metadata[CheckpointNames.Version] = CheckpointNames.CurrentVersion;
        metadata[CheckpointNames.Position] = JsonSerializer.Serialize(
            position, CheckpointJson.Default.CheckpointPosition);
        metadata[CheckpointNames.Digest] = CheckpointDigest.Of(
            metadata,
            parts.Select(part => (part.Name, part.Type, (long)part.Count)),
            hash =>
            {
                foreach (var part in parts) part.ForEachPiece(bytes => hash.AppendData(bytes));
            });
        SafetensorsWriter.WriteHeader(
            stream,
            metadata,
            [.. parts.Select(part => (part.Name, part.Type, ImmutableArray.Create((long)part.Count)))]);
        foreach (var part in parts) part.ForEachPiece(bytes => stream.Write(bytes));
    }
}
