using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Errors;

public sealed class ServerFaultTests
{
    [Fact]
    public async Task Disk_ThatFails_IsNotTheClientsFault()
    {
        await using var server = await TestServer.StartAsync(wrap: store => new FaultyBlobStore(
            store,
            new FaultRates { Fail = 1, Keys = key => key.Contains("/files") ? throw new IOException("/srv is full") : false },
            1));
        using var client = server.Client();
        var error = await client.CallAsync("GET /v1/data", null, 500);
        Assert.Equal("internal", (string)error["code"]!);
        Assert.DoesNotContain("/srv", error.ToJsonString(), StringComparison.Ordinal);
    }
}
