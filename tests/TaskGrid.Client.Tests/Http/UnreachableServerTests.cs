using System.Net;
using System.Net.Sockets;
using TaskGrid.Client.Tests.Fixtures;

namespace TaskGrid.Client.Tests.Http;

public sealed class UnreachableServerTests
{
    [Fact]
    public async Task AnyCall_BeforeTheServerListens_IsTriedUntilItDoes()
    {
        var port = FreePort();
        ScriptedServer? server = null;
        var time = new SkippingTime();
        time.OnPause = async () => server ??= await ScriptedServer.StartAsync(
            port, Answer.Json("""{"name":"live","targets":[],"history":[],"changedAt":"2030-01-01T00:00:00Z"}"""));
        using var grid = new TaskGridClient(Clients.Options(new Uri($"http://127.0.0.1:{port}"), time));
        // Not repeatable, but nothing was sent.
        Assert.Equal("live", (await grid.Tasks.RollBackAliasAsync("reviews", "live")).Name);
        await server!.DisposeAsync();
    }

    [Fact]
    public async Task Call_WithoutAServer_SaysWhereItIsExpected()
    {
        var endpoint = new Uri($"http://127.0.0.1:{FreePort()}");
        using var grid = new TaskGridClient(Clients.Options(endpoint, key: "tg-secret"));
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.ListNodesAsync());
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
        Assert.Contains(endpoint.ToString(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tg-secret", error.ToString(), StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
