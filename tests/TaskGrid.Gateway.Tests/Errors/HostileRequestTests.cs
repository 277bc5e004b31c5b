using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Errors;

public sealed class HostileRequestTests(TrainedServer server) : IClassFixture<TrainedServer>
{
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
    public async Task Form_ThatEndsEarly_IsTheClientsFault()
    {
        using var body = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.tsv\"\r\n\r\ntext");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var (answer, text) = await server.Client.SendAsync("POST /v1/files", body);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("The body cannot be read", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_ThatAreHuge_AreRefused()
    {
        var (answer, _) = await server.Client.SendAsync("GET /v1/tasks", null, ("X-Long", new string('x', 40_000)));
        Assert.Equal(431, (int)answer.StatusCode);
    }
}
