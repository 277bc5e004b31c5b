using System.Net;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Authentication;

public sealed class LocalCallersTests
{
    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.0.2.1:8080")]
    [InlineData("http://example.com")]
    public void Urls_ThatOthersReach_AreRefusedWithoutAuthentication(string url)
    {
        var error = Assert.Throws<TaskGridException>(() => LocalCallers.Check(["http://127.0.0.1:1", url]));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains(url, error.Message);
    }

    [Fact]
    public void Urls_OfThisMachineOnly_AreTaken() =>
        LocalCallers.Check(["http://127.0.0.1:0", "http://localhost:8080", "http://[::1]:8080"]);

    [Fact]
    public async Task Page_InABrowserOfThisMachine_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        await client.CallAsync("GET /v1/tasks", null, 200, ("Origin", "http://localhost:3000"));
        await client.CallAsync("GET /v1/tasks", null, 403, ("Origin", "https://example.com"));
        await client.CallAsync("GET /v1/tasks", null, 403, ("Origin", "null"));
        await client.CallAsync("GET /v1/tasks", null, 403, ("Host", "rebound.example.com"));
    }

    [Fact]
    public async Task ReadOnlyServer_RefusesWhatChangesSomething()
    {
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, ReadOnly = true });
        using var client = server.Client();
        await client.CallAsync("GET /v1/tasks");
        Assert.Equal("read_only", (string)(await client.CallAsync("POST /v1/tasks", """{"name":"t"}""", 403))["code"]!);
        var (answer, _) = await client.SendAsync("DELETE /v1/models/t", null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
