namespace TaskGrid.Node;

/// <summary>A stream that may be read only so far.</summary>
/// <param name="inner">The stream; it stays open.</param>
/// <param name="maxBytes">How far.</param>
/// <param name="name">What it is, for the error.</param>
/// <param name="limit">Whose limit it is, for the error.</param>
internal sealed class LimitedStream(Stream inner, long maxBytes, string name, string limit) : ReadOnlyStream
{
    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        BytesRead += read;
        if (BytesRead <= maxBytes) return read;
        throw new TaskGridException(
            ErrorCodes.TooLarge, $"{name} is larger than {maxBytes:N0} bytes, {limit}.");
    }
}
