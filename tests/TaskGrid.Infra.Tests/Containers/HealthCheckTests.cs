using System.Net;
using System.Net.Sockets;
using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Containers;

public sealed class HealthCheckTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "infra/containers/healthcheck.sh");

    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 1)]
    public async Task HealthCheck_Server_SucceedsWhenItIsReady(int status, int exitCode)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var request = AnswerAsync(listener, status);

        var outcome = InfraTools.Run("bash", "", Script, $"{((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal("GET /health/ready HTTP/1.0", await request);
    }

    [Fact]
    public void HealthCheck_NoServer_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.NotEqual(0, InfraTools.Run("bash", "", Script, $"{port}").ExitCode);
    }

    private static async Task<string?> AnswerAsync(TcpListener listener, int status)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        var request = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync($"HTTP/1.1 {status} Answer\r\nContent-Length: 0\r\n\r\n");
        return request;
    }
}
