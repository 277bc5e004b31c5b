namespace TaskGrid.Storage.Tests.Suite;

/// <summary>Cancels when so much of it was read, and goes on as if nothing had happened.</summary>
internal sealed class CancellingStream(Stream inner, long after, CancellationTokenSource cancellation) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _read += read;
        if (_read >= after) cancellation.Cancel();
        return read;
    }

    // Reads on after the cancellation: the store has to look itself.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = new byte[buffer.Length];
        await Task.CompletedTask;
        var read = Read(part, 0, part.Length);
        part.AsSpan(0, read).CopyTo(buffer.Span);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
