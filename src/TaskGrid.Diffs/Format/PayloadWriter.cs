using System.Buffers;
using System.Text;

namespace TaskGrid.Diffs.Format;

/// <summary>Builds a record's payload in memory.</summary>
internal sealed class PayloadWriter
{
    /// <summary>UTF-8 that refuses half surrogate pairs instead of replacing them.</summary>
    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => _bytes.Write([value]);

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Writes a number that is not negative in groups of 7 bits, lowest first; the top bit of a byte says that
    /// another follows.</summary>
    public void WriteNumber(int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) WriteByte((byte)(rest | 0x80));
        WriteByte((byte)rest);
    }

    /// <summary>Writes the length in bytes and the UTF-8 of a text.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: half a surrogate pair.</exception>
    public void WriteText(string text)
    {
        var bytes = Utf8(text);
        WriteNumber(bytes.Length);
        WriteBytes(bytes);
    }

    /// <summary>The UTF-8 of a text.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: half a surrogate pair.</exception>
    public static byte[] Utf8(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"'{text}' is not whole Unicode text. Clean the labels and names.",
                innerException: exception);
        }
    }
}
