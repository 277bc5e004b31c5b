using System.Text;

namespace TaskGrid.Diffs.Format;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote, with a check of every bound.</summary>
/// <param name="bytes">The whole payload.</param>
/// <param name="record">What messages call it.</param>
internal ref struct PayloadReader(ReadOnlySpan<byte> bytes, string record)
{
    private const int MaxShift = 35; // five groups of 7 bits hold 31
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => ReadBytes(1)[0];

    /// <summary>Reads bytes as they are.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: fewer are left.</exception>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _rest.Length) throw DiffErrors.Invalid($"{record} ends too early");
        var read = _rest[..count];
        _rest = _rest[count..];
        return read;
    }

    /// <summary>Reads a number from 0 to 2³¹ − 1 in its shortest form.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public int ReadNumber()
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = ReadByte();
            value |= (long)(part & 0x7F) << shift;
            if (value > int.MaxValue || (shift > 0 && part == 0) || (shift > MaxShift - 7 && part >= 0x80))
                throw DiffErrors.Invalid($"{record} has a number that is too long");
            if (part < 0x80) return (int)value;
        }
    }

    /// <summary>Reads a number that counts things of which each takes some bytes of what follows, so that memory for
    /// them can be had.</summary>
    /// <param name="bytesEach">The fewest bytes that one takes.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public int ReadCount(int bytesEach)
    {
        var count = ReadNumber();
        if ((long)count * bytesEach > Left)
            throw DiffErrors.Invalid($"{record} announces {count} items but ends too early");
        return count;
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public string ReadText() => Text(ReadBytes(ReadNumber()), record);

    /// <summary>Refuses anything that follows.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public readonly void End()
    {
        if (Left > 0) throw DiffErrors.Invalid($"{record} has {Left} bytes too many");
    }

    /// <summary>Decodes UTF-8.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static string Text(ReadOnlySpan<byte> bytes, string record)
    {
        try
        {
            return PayloadWriter.StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw DiffErrors.Invalid($"{record} has text that is not UTF-8", exception);
        }
    }
}
