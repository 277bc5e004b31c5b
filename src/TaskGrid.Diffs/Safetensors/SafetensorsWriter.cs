using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>Writes the header of a safetensors file; the tensors' bytes follow in the same order.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes the length and the JSON, filled up with spaces so that the data area starts at a multiple of 8
    /// bytes. The same arguments give the same bytes.</summary>
    /// <param name="stream">The start of the file.</param>
    /// <param name="metadata">Entries of <c>__metadata__</c>; written in the order of their keys.</param>
    /// <param name="tensors">Name, type (e.g. <c>F32</c>) and shape of each tensor in the order of their bytes.</param>
    /// <returns>The offsets that were written, tensor by tensor.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: a name is repeated or reserved, or
    /// a type is unknown.</exception>
    public static IReadOnlyList<SafetensorsTensor> WriteHeader(
        Stream stream, IReadOnlyDictionary<string, string> metadata,
        IReadOnlyList<(string Name, string DType, ImmutableArray<long> Shape)> tensors)
    {
        var placed = Place(tensors);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(SafetensorsJson.MetadataName);
            foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                writer.WriteString(key, value);
            writer.WriteEndObject();
            foreach (var tensor in placed) WriteTensor(writer, tensor);
            writer.WriteEndObject();
        }

        var padding = (Alignment - json.WrittenCount % Alignment) % Alignment;
        stream.Write(BitConverter.GetBytes((long)json.WrittenCount + padding));
        stream.Write(json.WrittenSpan);
        stream.Write("       "u8[..padding]);
        return placed;
    }

    private static List<SafetensorsTensor> Place(
        IReadOnlyList<(string Name, string DType, ImmutableArray<long> Shape)> tensors)
    {
        var placed = new List<SafetensorsTensor>();
        var names = new HashSet<string>([SafetensorsJson.MetadataName], StringComparer.Ordinal);
        var at = 0L;
        foreach (var (name, type, shape) in tensors)
        {
            var bytes = SafetensorsChecks.ElementBytes(type);
            if (bytes == 0 || !names.Add(name))
            {
                throw new TaskGridException(
                    ErrorCodes.InvalidArgument,
                    $"Tensor '{name}' of type {type} cannot be written: the name is taken or the type is unknown. " +
                    "Rename it.");
            }

            var end = shape.Aggregate(bytes, (long product, long extent) => checked(product * extent)) + at;
            placed.Add(new SafetensorsTensor(name, type, shape, at, end));
            at = end;
        }

        return placed;
    }

    private static void WriteTensor(Utf8JsonWriter writer, SafetensorsTensor tensor)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.DType);
        writer.WriteStartArray("shape");
        foreach (var extent in tensor.Shape) writer.WriteNumberValue(extent);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(tensor.Begin);
        writer.WriteNumberValue(tensor.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
