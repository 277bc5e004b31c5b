using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Models.Tests;

/// <summary>
/// A model hub on this machine that speaks HTTP over plain sockets, so that it can misbehave byte by byte. Weights are
/// redirected to another path, as the public hub does with large files.
/// </summary>
internal sealed class TestHub : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    public TestHub()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The files by name.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>All requests so far.</summary>
    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    /// <summary>Changes answers: gets a request and the answer to it, returns what is sent.</summary>
    public Func<HubRequest, HubReply, HubReply> Tamper { get; set; } = (_, reply) => reply;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Holds all files of a folder.</summary>
    public void Load(string folder)
    {
        foreach (var path in Directory.GetFiles(folder)) Files[Path.GetFileName(path)] = File.ReadAllBytes(path);
    }

    /// <summary>First bytes asked for, of each GET of a file that brought its content.</summary>
    public int[] Downloads(string file) =>
        [.. Requests.Where(request => request.Method == "GET" && request.File == file
            && (!IsLarge(file) || IsStorage(request))).Select(request => request.From)];

    public void Dispose()
    {
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
    }

    private static bool IsLarge(string file) => file.EndsWith(".safetensors", StringComparison.Ordinal);

    private static bool IsStorage(HubRequest request) =>
        request.Target.StartsWith("/storage/", StringComparison.Ordinal);

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                var request = await ReadAsync(stream);
                Requests.Enqueue(request);
                await WriteAsync(stream, request, Tamper(request, Answer(request)));
            }
            catch (IOException)
            {
                // The client has hung up, which it may.
            }
        }
    }

    private HubReply Answer(HubRequest request)
    {
        if (!Files.TryGetValue(request.File, out var content))
            return new HubReply(404, [], ("X-Error-Code", "EntryNotFound"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (IsLarge(request.File) && !IsStorage(request))
        {
            return new HubReply(
                302, [], ("Location", $"/storage/{request.File}?signature=secret"), ("X-Repo-Commit", Commit),
                ("X-Linked-ETag", $"\"{hash}\""), ("X-Linked-Size", $"{content.Length}"));
        }

        // As on the public hub, small files have tags that are not SHA-256, and storage has tags of its own.
        var tag = $"\"{hash[..40]}\"";
        if (request.From == 0) return new HubReply(200, content, ("ETag", tag), ("X-Repo-Commit", Commit));
        if (request.From >= content.Length)
            return new HubReply(416, [], ("ETag", tag), ("Content-Range", $"bytes */{content.Length}"));
        return new HubReply(
            206, content[request.From..], ("ETag", tag), ("X-Repo-Commit", Commit),
            ("Content-Range", $"bytes {request.From}-{content.Length - 1}/{content.Length}"));
    }

    private static async Task<HubRequest> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var next = new byte[1];
        while (!(bytes.Count >= 4 && bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())))
        {
            if (await stream.ReadAsync(next) == 0) throw new IOException("The client hung up.");
            bytes.Add(next[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        return new HubRequest(first[0], first[1], lines[1..].Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase));
    }

    private static async Task WriteAsync(Stream stream, HubRequest request, HubReply reply)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} Answer\r\nConnection: close\r\n");
        head.Append(null, $"Content-Length: {reply.Announced ?? reply.Body.Length}\r\n");
        foreach (var (name, value) in reply.Headers) head.Append(null, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        if (request.Method == "HEAD") return;
        await stream.WriteAsync(reply.Body.AsMemory(0, reply.StopsAfter ?? reply.Body.Length));
        if (reply.SilentUntil is not null) await reply.SilentUntil;
    }
}
