namespace TaskGrid.Training.Data.Reading;

/// <summary>
/// Lines of a UTF-8 stream, ended by LF or CRLF, with their numbers. Memory is bounded by the longest line allowed: a
/// longer one is passed over and comes without text. A byte order mark at the start is dropped.
/// </summary>
/// <param name="stream">The stream; read forwards only, and only as far as the lines asked for need.</param>
/// <param name="file">Name of the file, for messages.</param>
/// <param name="maxLineBytes">Longest line in bytes.</param>
internal sealed class Utf8LineReader(Stream stream, string file, int maxLineBytes = Utf8LineReader.DefaultMaxLineBytes)
{
    /// <summary>The default limit, 1 MiB: far more than any base model reads.</summary>
    public const int DefaultMaxLineBytes = 1 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private long _bufferOffset;
    private long _line;

    /// <summary>Reads all lines lazily.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>: a line is not UTF-8.</exception>
    public IEnumerable<TextLine> ReadLines()
    {
        while (TryReadLine(out var line))
        {
            yield return line;
        }
    }

    private bool TryReadLine(out TextLine line)
    {
        var tooLong = false;
        var searched = 0;
        while (true)
        {
            var newLine = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                var length = searched + newLine;
                line = Take(length, tooLong);
                _start += length + 1;
                return true;
            }

            searched = _end - _start;
            if (searched > maxLineBytes)
            {
                tooLong = true;
                _start = _end;
                searched = 0;
            }

            if (!Fill())
            {
                line = searched > 0 || tooLong ? Take(searched, tooLong) : default;
                _start = _end;
                return line.Number > 0;
            }
        }
    }

    private TextLine Take(int length, bool tooLong)
    {
        _line++;
        if (tooLong || length > maxLineBytes)
        {
            return new TextLine(_line, null);
        }

        var bytes = _buffer.AsSpan(_start, length);
        var offset = _bufferOffset + _start;
        if (offset == 0 && bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
            offset = 3;
        }

        bytes = bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes;
        return new TextLine(_line, Utf8Text.Decode(bytes, file, _line, offset));
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
