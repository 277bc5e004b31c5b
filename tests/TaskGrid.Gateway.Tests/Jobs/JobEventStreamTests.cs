using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Jobs;

public sealed class JobEventStreamTests
{
    [Fact]
    public async Task Stream_OfAQuietJob_IsKeptAliveAndEndsWithIt()
    {
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { NoAuthentication = true, HeartbeatEvery = TimeSpan.FromMilliseconds(50) });
        using var client = server.Client();
        var file = await client.UploadAsync(GridData.Rows(100));
        var id = (string)(await client.CallAsync("POST /v1/jobs", Api.Job("quiet", file, 500), 202))["id"]!;
        await client.CallAsync($"POST /v1/jobs/{id}/pause");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/events");
        request.Headers.Add("Accept", "text/event-stream");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        string? line;
        do line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith(':'));
        Assert.Equal(": still there", line);
        await client.CallAsync($"POST /v1/jobs/{id}/cancel");
        Assert.Contains("\"status\":\"Cancelled\"", await lines.ReadToEndAsync());
    }
}
