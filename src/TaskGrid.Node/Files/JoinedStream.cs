using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>Contents one after the other; each is opened when it is its turn.</summary>
internal sealed class JoinedStream(ContentStore contents, IEnumerable<string> hashes) : ReadOnlyStream
{
    private readonly Queue<string> _hashes = new(hashes);
    private Stream? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is not null)
            {
                if (await _current.ReadAsync(buffer, cancellationToken) is > 0 and var read) return read;
                await _current.DisposeAsync();
                _current = null;
            }

            if (!_hashes.TryDequeue(out var hash)) return 0;
            _current = await contents.OpenAsync(hash, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _current?.Dispose();
        base.Dispose(disposing);
    }
}
