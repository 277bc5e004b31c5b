using System.Security.Cryptography;
using System.Text.Json;
using TaskGrid.Diffs.Safetensors;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Checkpoints;

/// <summary>A checkpoint that was checked as a whole, read part by part to where the run keeps it.</summary>
internal sealed class SavedRun
{
    private const int HashBytes = 1 << 20;
    private readonly Stream _stream;
    private readonly SafetensorsHeader _header;

    private SavedRun(Stream stream, SafetensorsHeader header, CheckpointPosition position) =>
        (_stream, _header, Position) = (stream, header, position);

    /// <summary>Where the run stood.</summary>
    public CheckpointPosition Position { get; }

    /// <summary>The mask that an earlier phase has handed over; null when none has.</summary>
    public MaskStart? Mask =>
        Has(CheckpointNames.MaskIndices)
            ? new(Read<int>(CheckpointNames.MaskIndices), Read<float>(CheckpointNames.MaskDifferences))
            : null;

    /// <summary>Opens a checkpoint; nothing of it is used before all of it was hashed.</summary>
    /// <param name="stream">A seekable stream of the whole file, which stays open while the run starts.</param>
    /// <param name="identity">The run that wants to go on from it.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CheckpointInvalid"/>: damaged, truncated, of another
    /// version of the layout, or of another run.</exception>
    public static SavedRun Open(Stream stream, CheckpointIdentity identity)
    {
        var header = ReadHeader(stream);
        identity.Check(header.Metadata);
        try
        {
            var position = JsonSerializer.Deserialize(
                header.Metadata.GetValueOrDefault(CheckpointNames.Position) ?? "null",
                CheckpointJson.Default.CheckpointPosition);
            return new SavedRun(
                stream, header, position ?? throw CheckpointErrors.Invalid("it does not say where the run stood"));
        }
        catch (JsonException exception)
        {
            throw CheckpointErrors.Invalid($"it is damaged ({exception.Message})", exception);
        }
    }

    /// <summary>The header of a checkpoint, all of which is hashed.</summary>
    /// <param name="stream">A seekable stream of the whole file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CheckpointInvalid"/>: damaged, truncated, or of another version of the
    /// layout.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream)
    {
        try
        {
            var header = SafetensorsHeader.Read(stream, "The checkpoint");
            var version = header.Metadata.GetValueOrDefault(CheckpointNames.Version);
            if (version != CheckpointNames.CurrentVersion)
            {
                throw CheckpointErrors.Invalid(
                    $"its version is '{version}', and this program reads {CheckpointNames.CurrentVersion}");
            }

            return header.Metadata.GetValueOrDefault(CheckpointNames.Digest) == Digest(stream, header)
                ? header
                : throw CheckpointErrors.Invalid("its bytes do not have the SHA-256 that it names: it is damaged");
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.SafetensorsInvalid)
        {
            throw CheckpointErrors.Invalid("it is damaged or cut off: " + exception.Message, exception);
        }
        catch (EndOfStreamException exception)
        {
            throw CheckpointErrors.Invalid($"it is damaged ({exception.Message})", exception);
        }
    }

    /// <summary>Whether it holds a part.</summary>
    public bool Has(string name) => _header.Find(name) is not null;

    /// <summary>Reads a part whose length the checkpoint says.</summary>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        var values = new T[_header.Find(name)?.Count ?? throw CheckpointErrors.Invalid($"it has no '{name}'")];
        Fill([StatePart.Of(name, values)]);
        return values;
    }

    /// <summary>Reads parts to where they belong.</summary>
    public void Fill(IEnumerable<StatePart> parts)
    {
        foreach (var part in parts)
        {
            var tensor = _header.Find(part.Name);
            if (tensor is null || tensor.DType != part.Type || tensor.Count != part.Count)
                throw CheckpointErrors.Invalid($"it has no '{part.Name}' of {part.Count} {part.Type}");
            _stream.Position = _header.DataStart + tensor.Begin;
            part.Fill(bytes => _stream.ReadExactly(bytes));
        }
    }

    private static string Digest(Stream stream, SafetensorsHeader header) =>
        CheckpointDigest.Of(
            header.Metadata,
            header.Tensors.Select(tensor => (tensor.Name, tensor.DType, tensor.Count)),
            hash => Append(stream, header, hash));

    private static void Append(Stream stream, SafetensorsHeader header, IncrementalHash hash)
    {
        stream.Position = header.DataStart;
        var buffer = new byte[HashBytes];
        for (var left = header.DataLength; left > 0;)
        {
            var bytes = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            left -= bytes.Length;
        }
    }
}
