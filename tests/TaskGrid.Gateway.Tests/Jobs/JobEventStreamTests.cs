using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Jobs;

public sealed class JobEventStreamTests
{
    [Fact]
    public async Task Streams_ThatAreTooMany_AreRefusedUntilOneCloses()
    {
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, Limits = new GatewayLimits { MaxEventStreams = 1 } });
        using var client = server.Client();
        var file = await client.UploadAsync(GridData.Rows(100));
        var id = (string)(await client.CallAsync("POST /v1/jobs", Api.Job("watched", file, 500), 202))["id"]!;
        using (var first = await OpenAsync(client, id))
        {
            Assert.Equal(200, (int)first.StatusCode);
            using var second = await OpenAsync(client, id);
            Assert.Equal(429, (int)second.StatusCode);
            Assert.NotNull(second.Headers.RetryAfter);
            var body = await second.Content.ReadAsStringAsync();
            Assert.Contains("rate_limited", body);
            Assert.Contains("1 event streams", body);
            await client.CallAsync($"GET /v1/jobs/{id}/events"); // a page is no stream
        }

        await client.CallAsync($"POST /v1/jobs/{id}/cancel");
        for (var attempt = 0; ; attempt++)
        {
            using var next = await OpenAsync(client, id);
            if (next.IsSuccessStatusCode) break;
            Assert.InRange(attempt, 0, 300);
            await Task.Delay(100); // the server notices in its own time that the first reader has gone
        }
    }

    [Fact]
    public async Task Stream_OfAQuietJob_IsKeptAliveAndEndsWithIt()
    {
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, HeartbeatEvery = TimeSpan.FromMilliseconds(50) });
        using var client = server.Client();
        var file = await client.UploadAsync(GridData.Rows(100));
        var id = (string)(await client.CallAsync("POST /v1/jobs", Api.Job("quiet", file, 500), 202))["id"]!;
        await client.CallAsync($"POST /v1/jobs/{id}/pause");
        using var answer = await OpenAsync(client, id);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        string? line;
        do line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith(':'));
        Assert.Equal(": still there", line);
        await client.CallAsync($"POST /v1/jobs/{id}/cancel");
        Assert.Contains("\"status\":\"Cancelled\"", await lines.ReadToEndAsync());
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/events");
        request.Headers.Add("Accept", "text/event-stream");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
