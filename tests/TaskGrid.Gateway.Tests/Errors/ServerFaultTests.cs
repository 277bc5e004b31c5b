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

    [Fact]
    public async Task Store_ThatIsAway_IsTheStatusOfPredictionsThatAllFailForIt()
    {
        await using var server = await TestServer.StartAsync(wrap: store => new FaultyBlobStore(
            store, new FaultRates { Fail = 1, Keys = key => key.Contains("/tasks/a", StringComparison.Ordinal) }, 1));
        using var client = server.Client();
        var (answer, body) = await client.SendAsync("POST /v1/predict", Api.Json(
            """{"requests":[{"model":"a","inputs":[{"text":"x"}]},{"model":"ab","inputs":[{"text":"x"}]}]}"""));
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("store_unavailable", body, StringComparison.Ordinal);
        var results = (await client.CallAsync(
            "POST /v1/predict",
            """{"requests":[{"model":"a","inputs":[{"text":"x"}]},{"model":"b","inputs":[{"text":"x"}]}]}"""))["results"]!;
        Assert.Equal(
            ["store_unavailable", "task_not_found"],
            results.AsArray().Select(result => (string)result!["error"]!["code"]!));
    }
}
