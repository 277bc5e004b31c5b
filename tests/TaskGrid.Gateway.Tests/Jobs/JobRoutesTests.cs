using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Jobs;

public sealed class JobRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private readonly HttpClient _client = server.Client;

    [Fact]
    public async Task Job_ThatEnded_IsShownAndListedByTask()
    {
        var job = await _client.CallAsync($"GET /v1/jobs/{server.Job}");
        Assert.Equal("Succeeded", (string)job["status"]!);
        Assert.Equal(1, (int)job["result"]!["version"]!);
        var list = await _client.CallAsync($"GET /v1/jobs?task={TrainedServer.Task}&limit=5");
        Assert.Contains(list["items"]!.AsArray(), each => (string)each!["id"]! == server.Job);
        Assert.Empty((await _client.CallAsync("GET /v1/jobs?task=other"))["items"]!.AsArray());
        await _client.CallAsync($"POST /v1/jobs/{server.Job}/pause", null, 409);
        await _client.CallAsync("GET /v1/jobs/ftjob-none", null, 404);
    }

    [Fact]
    public async Task Events_AsAPage_ArePartsOfTheList()
    {
        var all = (await _client.CallAsync($"GET /v1/jobs/{server.Job}/events"))["items"]!.AsArray();
        var part = await _client.CallAsync($"GET /v1/jobs/{server.Job}/events?after=1&limit=2");
        Assert.Equal([2L, 3L], part["items"]!.AsArray().Select(each => (long)each!["sequence"]!));
        Assert.True((bool)part["hasMore"]!);
        Assert.True(all.Count > 3);
        await _client.CallAsync($"GET /v1/jobs/{server.Job}/events?limit=0", null, 400);
        await _client.CallAsync($"GET /v1/jobs/{server.Job}/events?after=-1", null, 400);
    }

    [Fact]
    public async Task Events_AsAStream_GoOnAfterTheLastOneSeen()
    {
        var all = await _client.EventsAsync(server.Job);
        Assert.StartsWith("id: 1\nevent: Status\ndata: {", all);
        Assert.EndsWith("\n\n", all);
        var rest = await _client.EventsAsync(server.Job, ("Last-Event-ID", "2"));
        Assert.StartsWith("id: 3\n", rest);
        Assert.EndsWith(rest, all);
        Assert.Equal(
            400,
            (int)(await _client.SendAsync(
                $"GET /v1/jobs/{server.Job}/events", null, ("Last-Event-ID", "x"))).Answer.StatusCode);
        Assert.Equal(
            404,
            (int)(await _client.SendAsync(
                "GET /v1/jobs/ftjob-x/events", null, ("Accept", "text/event-stream"))).Answer.StatusCode);
    }

    [Fact]
    public async Task Job_PausedResumedAndCancelled_Obeys()
    {
        var file = await _client.UploadAsync(GridData.Rows(200));
        var job = await _client.CallAsync("POST /v1/jobs", Api.Job("long", file, epochs: 500), 202);
        var id = (string)job["id"]!;
        await _client.CallAsync($"POST /v1/jobs/{id}/pause");
        await UntilAsync(id, "Paused");
        await _client.CallAsync($"POST /v1/jobs/{id}/resume");
        await UntilAsync(id, "Running");
        await _client.CallAsync($"POST /v1/jobs/{id}/cancel");
        Assert.Equal("Cancelled", (string)(await _client.EndAsync(id))["status"]!);
        await _client.CallAsync($"POST /v1/jobs/{id}/resume", null, 409);
    }

    [Fact]
    public async Task Job_SubmittedTwiceUnderOneKey_IsAcceptedOnce()
    {
        var file = await _client.UploadAsync(GridData.Rows(24));
        var body = Api.Job("once", file);
        var first = await _client.CallAsync("POST /v1/jobs", body, 202, ("Idempotency-Key", "job 1"));
        var second = await _client.CallAsync("POST /v1/jobs", body, 202, ("Idempotency-Key", "job 1"));
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        var error = await _client.CallAsync(
            "POST /v1/jobs", Api.Job("twice", file), 409, ("Idempotency-Key", "job 1"));
        Assert.Equal("idempotency_conflict", (string)error["code"]!);
        await _client.CallAsync($"POST /v1/jobs/{(string)first["id"]!}/cancel");
    }

    [Fact]
    public async Task Job_WithSeveralMistakes_IsRefusedWithAllOfThem()
    {
        var file = await _client.UploadAsync(GridData.Rows(24));
        var error = await _client.CallAsync(
            "POST /v1/jobs",
            $$$"""{"train":{"task":"t","base":"tg-mini","trainFile":"{{{file}}}","epochs":0,"density":2}}""",
            400);
        Assert.Equal("urn:taskgrid:error:invalid_argument", (string)error["type"]!);
        Assert.Equal(2, error["errors"]!.AsArray().Count);
        await _client.CallAsync("POST /v1/jobs", Api.Job("t", "file-none"), 404);
        await _client.CallAsync(
            "POST /v1/jobs", $$$"""{"train":{"task":"t","base":"none","trainFile":"{{{file}}}"}}""", 404);
        await _client.CallAsync(
            "POST /v1/jobs",
            $$$"""{"train":{"task":"t","base":"tg-mini","trainFile":"{{{file}}}"},"metadata":{"a":null}}""",
            400);
    }

    // The address under test tells a status only to those who ask.
    private async Task UntilAsync(string id, string status)
    {
        for (var i = 0; i < 6000; i++)
        {
            if ((string)(await _client.CallAsync($"GET /v1/jobs/{id}"))["status"]! == status) return;
            await Task.Delay(50);
        }

        Assert.Fail($"The job did not become {status} within five minutes.");
    }
}
