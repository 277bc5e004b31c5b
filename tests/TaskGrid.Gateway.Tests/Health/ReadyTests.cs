using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Health;

public sealed class ReadyTests
{
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 503)]
    public async Task Ready_WhileTheStoreIsAway_IsOnlyAServerThatReadsAndHasReachedIt(bool readOnly, int status)
    {
        var isAway = true;
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, ReadOnly = readOnly },
            store => new FaultyBlobStore(store, new FaultRates { Fail = 1, Keys = key => isAway && key.Contains("probe") }, 1));
        using var client = server.Client();
        await client.CallAsync("GET /health/ready", null, 503);
        isAway = false;
        await client.CallAsync("GET /health/ready");
        isAway = true;
        await client.CallAsync("GET /health/ready", null, status);
    }
}
