using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>Writes the header of a safetensors file: the same tensors give the same bytes.</summary>
internal static class SafetensorsWriter
{
    // The data area begins at a multiple of it, as the reference implementation has it.
    private const int Alignment = 8;

    /// <summary>Writes the header; the tensors' bytes have to follow in the same order.</summary>
    /// <param name="stream">An empty stream.</param>
    /// <param name="tensors">Names, and the tensors whose types and shapes the header states.</param>
    public static void WriteHeader(Stream stream, IEnumerable<(string Name, WeightTensor Tensor)> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options)) WriteJson(json, tensors);
        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)buffer.WrittenCount);
        stream.Write(length);
        stream.Write(buffer.WrittenSpan);
    }

    private static void WriteJson(Utf8JsonWriter json, IEnumerable<(string Name, WeightTensor Tensor)> tensors)
    {
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        // Loaders of the transformers library ask for it.
        json.WriteString("format", "pt");
        json.WriteEndObject();
        var offset = 0L;
        foreach (var (name, tensor) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor.DType);
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [offset, offset + tensor.ByteLength]);
            json.WriteEndObject();
            offset += tensor.ByteLength;
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
