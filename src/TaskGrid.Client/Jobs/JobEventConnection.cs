using System.Net.ServerSentEvents;
using System.Text.Json;
using TaskGrid.Client.Http;

namespace TaskGrid.Client.Jobs;

/// <summary>One connection's events. A cut, a silence and a damaged event all end it: what was not seen is asked for
/// again.
/// </summary>
internal sealed class JobEventConnection : IAsyncDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly TaskGridClientOptions _options;
    private readonly Stream _stream;
    private readonly IAsyncEnumerator<SseItem<JobEvent?>> _items;

    public JobEventConnection(Stream stream, TaskGridClientOptions options)
    {
        _options = options;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        _stream = new WatchedStream(stream, OnBytes);
        _items = SseParser.Create(_stream, Parse).EnumerateAsync(_silence.Token).GetAsyncEnumerator();
    }

    /// <summary>Whether the server ended it, and not a fault.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The next event; null at the connection's end.</summary>
    /// <param name="cancellationToken">The caller gives up.</param>
    public async Task<JobEvent?> NextAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(_silence.Cancel).ConfigureAwait(false);
        try
        {
            _silence.CancelAfter(_options.StreamIdleTimeout);
            while (await _items.MoveNextAsync().ConfigureAwait(false))
            {
                if (_items.Current.Data is { } each) return each;
            }

            IsWhole = true;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or JsonException
            or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            // How long the caller takes with an event is no silence of the server's.
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _silence.Dispose();
    }

    // Comments are heartbeats: they are no events, but the server lives.
    private void OnBytes() => _silence.CancelAfter(_options.StreamIdleTimeout);

    private static JobEvent? Parse(string type, ReadOnlySpan<byte> data) =>
        data.IsEmpty ? null : JsonSerializer.Deserialize(data, ClientJson.Default.JobEvent);
}
