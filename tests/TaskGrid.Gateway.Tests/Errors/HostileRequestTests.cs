using System.Net.Sockets;
using System.Text;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Errors;

public sealed class HostileRequestTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private const int Requests = 3000;

    [Fact]
    public async Task BadRequests_Thousands_NeverFailTheServerNorLeaveItsFolder()
    {
        var before = Directory.GetFileSystemEntries(server.Server.Folder).Order().ToArray();
        var source = new BadRequest(seed: 20);
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            using var request = source.Next();
            var call = $"{i}: {request.Method} {request.RequestUri}";
            using var answer = await server.Client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            var status = (int)answer.StatusCode;
            counts[status] = counts.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"{call} answered {status}: {body}");
            // Without this header the HTTP server itself refused it, e.g. a NUL in the address: that has no body.
            if (status >= 400 && request.Method != HttpMethod.Head && answer.Headers.Contains("X-Content-Type-Options"))
                Assert.True(body.Length > 10, $"{call} answered {status} without a word.");
            Assert.DoesNotContain(server.Server.Folder, body, StringComparison.Ordinal);
        }

        Assert.Contains(400, counts.Keys);
        Assert.Contains(404, counts.Keys);
        Assert.Contains(405, counts.Keys);
        Assert.Contains(415, counts.Keys);
        Assert.Equal(before, Directory.GetFileSystemEntries(server.Server.Folder).Order());
        await server.Client.CallAsync("GET /health/ready");
    }

    [Theory]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\u0001\u0002\u0003\r\n\r\n")]
    [InlineData("GET /v1/tasks HTTP/1.1\r\n\r\n")]
    [InlineData("POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("GET /v1/tasks/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    public async Task RawBytes_OfAnyKind_AreRefusedAsTheClientsFault(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Server.Url.Host, server.Server.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        var buffer = new byte[64];
        var read = await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false);
        var answer = Encoding.ASCII.GetString(buffer, 0, read);
        Assert.True(read == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task Headers_ThatAreHuge_AreRefused()
    {
        var (answer, _) = await server.Client.SendAsync("GET /v1/tasks", null, ("X-Long", new string('x', 40_000)));
        Assert.Equal(431, (int)answer.StatusCode);
    }
}
