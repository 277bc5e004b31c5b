using System.Net;
using System.Net.Http.Headers;

namespace TaskGrid.Client.Http;

/// <summary>A body from a caller's stream, which stays open: each attempt sends it from where it stood at
/// first.</summary>
internal sealed class StreamBody : HttpContent
{
    private readonly Stream _source;
    private readonly long _start;

    private StreamBody(Stream source, long start)
    {
        (_source, _start) = (source, start);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    /// <summary>Makes bodies of a stream.</summary>
    public static Func<HttpContent> Of(Stream source)
    {
        var start = source.CanSeek ? source.Position : 0;
        return () => new StreamBody(source, start);
    }

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_source.CanSeek) _source.Position = _start;
        await _source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _source.CanSeek ? _source.Length - _start : 0;
        return _source.CanSeek;
    }
}
