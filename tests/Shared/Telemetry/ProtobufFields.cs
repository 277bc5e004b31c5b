using System.Text;

namespace TaskGrid.Tests.Telemetry;

/// <summary>The length-delimited fields of a protobuf message, which are all that these tests look at.</summary>
internal readonly struct ProtobufFields(ReadOnlyMemory<byte> message)
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    /// <summary>Every value of a field, in their order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(int number)
    {
        var rest = message;
        while (rest.Length > 0)
        {
            var key = ReadVarint(ref rest);
            switch ((int)(key & 7))
            {
                case Varint:
                    ReadVarint(ref rest);
                    break;
                case Fixed64:
                    rest = rest[8..];
                    break;
                case Fixed32:
                    rest = rest[4..];
                    break;
                case Bytes:
                    var length = (int)ReadVarint(ref rest);
                    if ((int)(key >> 3) == number) yield return rest[..length];
                    rest = rest[length..];
                    break;
                default:
                    throw new InvalidDataException($"A field of the wire type {key & 7}.");
            }
        }
    }

    /// <summary>The messages of a field.</summary>
    public IEnumerable<ProtobufFields> Messages(int number) => All(number).Select(bytes => new ProtobufFields(bytes));

    /// <summary>The text of a field; empty without it.</summary>
    public string Text(int number) => All(number).Select(bytes => Encoding.UTF8.GetString(bytes.Span)).LastOrDefault() ?? "";

    /// <summary>The bytes of a field in lower hexadecimal digits; empty without it.</summary>
    public string Hex(int number) => All(number).Select(bytes => Convert.ToHexStringLower(bytes.Span)).LastOrDefault() ?? "";

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> rest)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = rest.Span[0];
            rest = rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
