using System.Net.Sockets;
using System.Text;

namespace TaskGrid.Benchmarks.Overhead;

/// <summary>One connection that repeats one request and allocates nothing, so that what is allocated is the
/// server's.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _connection = new() { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _answer = new byte[1 << 16];

    /// <summary>Connects.</summary>
    /// <param name="url">The server.</param>
    /// <param name="path">Where the request goes.</param>
    /// <param name="body">Its JSON.</param>
    public RawClient(Uri url, string path, string body)
    {
        _request = Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        _connection.Connect(url.Host, url.Port);
    }

    /// <summary>Sends the request and reads its answer.</summary>
    /// <exception cref="InvalidOperationException">It is none with status 200.</exception>
    public void Call()
    {
        var socket = _connection.Client;
        socket.Send(_request);
        var length = 0;
        do
        {
            var read = socket.Receive(_answer.AsSpan(length));
            length += read;
            if (read == 0 || length == _answer.Length)
                throw new InvalidOperationException("The connection ended, or the answer is too long.");
        }
        while (!IsWhole(_answer.AsSpan(0, length)));
        if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(_answer, 0, length));
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // The server sends JSON in chunks, of which the last is empty.
    private static bool IsWhole(ReadOnlySpan<byte> answer) =>
        answer.EndsWith("\r\n0\r\n\r\n"u8) || (answer.IndexOf("\r\n\r\n"u8) >= 0 && !answer.StartsWith("HTTP/1.1 200 "u8));
}
