using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Health;

public sealed class ReadyTests
{
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 503)]
    public async Task Ready_WhileTheStoreIsAway_IsOnlyAServerThatReadsAndHasReachedIt(bool readOnly, int status)
    {
        var (isAway, time) = (true, new ManualTime());
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, ReadOnly = readOnly },
            store => new FaultyBlobStore(store, new FaultRates { Fail = 1, Keys = key => isAway && key.Contains("probe") }, 1),
            time);
        using var client = server.Client();
        await client.CallAsync("GET /health/ready", null, 503);
        isAway = false;
        time.Advance(TimeSpan.FromSeconds(1));
        await client.CallAsync("GET /health/ready");
        isAway = true;
        time.Advance(TimeSpan.FromSeconds(1));
        await client.CallAsync("GET /health/ready", null, status);
    }

    [Fact]
    public async Task Ready_AskedByMany_AsksTheStoreOnceASecond()
    {
        FaultyBlobStore probed = null!;
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            null, store => probed = new FaultyBlobStore(store, new FaultRates { Keys = key => key.Contains("probe") }, 1), time);
        using var client = server.Client();
        for (var second = 1; second <= 2; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CallAsync("GET /health/ready")));
            Assert.Equal(second, probed.Calls);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
