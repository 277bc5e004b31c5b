using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Strict decoding: a byte that is not UTF-8 is an error with its place, never a replacement character.</summary>
internal static class Utf8Text
{
    /// <summary>Decodes a piece of a file.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="line">Number of the line where the piece begins.</param>
    /// <param name="offset">Offset of the piece in the file, in bytes.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>: not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string file, long line, long offset)
    {
        Check(bytes, file, line, offset);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Checks a piece of a file without decoding it.</summary>
    /// <inheritdoc cref="Decode"/>
    public static void Check(ReadOnlySpan<byte> bytes, string file, long line, long offset)
    {
        if (Utf8.IsValid(bytes))
        {
            return;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        throw NotUtf8(file, bytes[at], line + bytes[..at].Count((byte)'\n'), offset + at);
    }

    /// <summary>The error for a byte that is not UTF-8.</summary>
    public static TaskGridException NotUtf8(string file, byte value, long line, long offset)
    {
        var found = offset == 0 && value is 0xFE or 0xFF ? "UTF-16" : "another encoding";
        var from = offset == 0 && value is 0xFE or 0xFF ? "UTF-16" : "WINDOWS-1252";
        return new TaskGridException(
            ErrorCodes.DataInvalid,
            FormattableString.Invariant(
                $"{file} is not UTF-8 (line {line}, byte 0x{value:X2} at offset {offset}); it looks like {found}. ")
            + $"Convert it, for example with: iconv -f {from} -t UTF-8");
    }
}
