using System.Net.Http.Headers;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Tasks;

public sealed class TaskRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private readonly HttpClient _client = server.Client;

    [Fact]
    public async Task Task_RegisteredListedAndRemoved_IsThereInBetween()
    {
        var made = await _client.CallAsync("POST /v1/tasks", """{"name":"0-empty","description":"nothing yet"}""", 201);
        Assert.Equal("nothing yet", (string)made["spec"]!["description"]!);
        await _client.CallAsync("POST /v1/tasks", """{"name":"0-empty","description":"nothing yet"}""", 201);
        var error = await _client.CallAsync("POST /v1/tasks", """{"name":"0-empty"}""", 409);
        Assert.Equal("task_exists", (string)error["code"]!);
        var first = await _client.CallAsync("GET /v1/tasks?limit=1");
        Assert.Equal("0-empty", (string)first["items"]![0]!["spec"]!["name"]!);
        Assert.True((bool)first["hasMore"]!);
        var second = await _client.CallAsync("GET /v1/tasks?limit=1&after=0-empty");
        Assert.NotEqual("0-empty", (string)second["items"]![0]!["spec"]!["name"]!);
        await _client.CallAsync("DELETE /v1/tasks/0-empty", null, 204);
        await _client.CallAsync("GET /v1/tasks/0-empty", null, 404);
    }

    [Fact]
    public async Task Task_Set_HasWhatTheBodySaysAndNothingElse()
    {
        await _client.CallAsync("POST /v1/tasks", """{"name":"set","description":"old","keepVersions":3}""", 201);
        var task = await _client.CallAsync("PUT /v1/tasks/set", """{"name":"set","keepFor":"30.00:00:00"}""");
        Assert.Equal("""{"name":"set","description":"","keepFor":"30.00:00:00"}""", task["spec"]!.ToJsonString());
        Assert.Equal(task.ToJsonString(), (await _client.CallAsync("GET /v1/tasks/set")).ToJsonString());
        var error = await _client.CallAsync("PUT /v1/tasks/set", """{"name":"other"}""", 400);
        Assert.Equal("invalid_argument", (string)error["code"]!);
        await _client.CallAsync("PUT /v1/tasks/set", """{"name":"set","keepVersions":0}""", 400);
        await _client.CallAsync("PUT /v1/tasks/none", """{"name":"none"}""", 404);
        await _client.CallAsync("DELETE /v1/tasks/set", null, 204);
    }

    [Fact]
    public async Task Version_Shown_HasTheRecordOfItsTrainingAsAnObject()
    {
        var version = await _client.CallAsync($"GET /v1/tasks/{TrainedServer.Task}/versions/1");
        var record = version["training"]!.AsObject();
        Assert.Equal((string)version["info"]!["method"]!, (string)record["method"]!);
        foreach (var name in (string[])["epochs", "batchSize", "trainRows", "devRows", "steps", "learningRate", "threads"])
            Assert.True((double)record[name]! > 0, name);
        Assert.Equal((0, "fp32"), ((int)record["seed"]!, (string)record["precision"]!));
        var listed = (await _client.CallAsync("GET /v1/tasks?limit=1000"))["items"]!.AsArray()
            .SelectMany(task => task!["versions"]!.AsArray()).ToList();
        Assert.NotEmpty(listed);
        Assert.All(listed, each => Assert.Null(each!["training"]));
    }

    [Fact]
    public async Task Version_DownloadedAndUploaded_IsTheSameUnderAnotherName()
    {
        using var answer = await _client.GetAsync($"/v1/tasks/{TrainedServer.Task}/versions/1/diff");
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        var diff = await answer.Content.ReadAsByteArrayAsync();
        var made = await PostAsync("/v1/tasks/copy/versions?publishTo=", diff);
        Assert.Equal(201, made.Status);
        Assert.Empty((await _client.CallAsync("GET /v1/tasks/copy"))["aliases"]!.AsArray());
        Assert.Equal("/v1/tasks/copy/versions/1", made.Location);
        Assert.Equal(1, (int)(await _client.CallAsync("GET " + made.Location))["number"]!);
        await PostAsync("/v1/tasks/copy/versions", diff);
        var task = await _client.CallAsync("GET /v1/tasks/copy");
        Assert.Equal("live", (string)task["aliases"]![0]!["name"]!);
        Assert.Equal((string)task["versions"]![0]!["sha256"]!, (string)task["versions"]![1]!["sha256"]!);

        var error = await _client.CallAsync("DELETE /v1/tasks/copy/versions/2", null, 409);
        Assert.Equal("version_in_use", (string)error["code"]!);
        await _client.CallAsync("DELETE /v1/tasks/copy/versions/1", null, 204);
        await _client.CallAsync("GET /v1/tasks/copy/versions/1/diff", null, 404);
        Assert.Equal("version_not_found", (string)(await _client.CallAsync("GET /v1/tasks/copy/versions/1", null, 404))["code"]!);
        diff[^1] ^= 1;
        Assert.Equal(422, (await PostAsync("/v1/tasks/copy/versions", diff)).Status);
        Assert.Equal(422, (await PostAsync("/v1/tasks/copy/versions", [])).Status);
    }

    [Fact]
    public async Task Alias_SetAndRolledBack_Moves()
    {
        using var answer = await _client.GetAsync($"/v1/tasks/{TrainedServer.Task}/versions/1/diff");
        var diff = await answer.Content.ReadAsByteArrayAsync();
        await PostAsync("/v1/tasks/moving/versions", diff);
        await PostAsync("/v1/tasks/moving/versions", diff);
        var alias = await _client.CallAsync(
            "PUT /v1/tasks/moving/aliases/canary",
            """{"targets":[{"version":1,"weight":0.9},{"version":2,"weight":0.1}]}""");
        Assert.Equal(2, alias["targets"]!.AsArray().Count);
        Assert.Equal(
            alias.ToJsonString(), (await _client.CallAsync("GET /v1/tasks/moving/aliases/canary")).ToJsonString());
        Assert.Equal("alias_not_found", (string)(await _client.CallAsync("GET /v1/tasks/moving/aliases/x", null, 404))["code"]!);
        await _client.CallAsync("PUT /v1/tasks/moving/aliases/canary", """{"targets":[{"version":2}]}""");
        alias = await _client.CallAsync("POST /v1/tasks/moving/aliases/canary/rollback");
        Assert.Equal(0.9, (double)alias["targets"]![0]!["weight"]!);
        await _client.CallAsync("POST /v1/tasks/moving/aliases/canary/rollback", null, 409);
        await _client.CallAsync("POST /v1/tasks/moving/aliases/none/rollback", null, 404);
        await _client.CallAsync("PUT /v1/tasks/moving/aliases/v3", """{"targets":[{"version":2}]}""", 400);
        await _client.CallAsync("PUT /v1/tasks/moving/aliases/x", """{"targets":[null]}""", 400);
        await _client.CallAsync("PUT /v1/tasks/moving/aliases/x", """{"targets":[{"version":9}]}""", 404);
    }

    [Fact]
    public async Task Version_PrefetchedAndPinned_IsShownByItsNode()
    {
        var version = $"/v1/tasks/{TrainedServer.Task}/versions/1";
        await _client.CallAsync($"POST {version}/prefetch", null, 204);
        Assert.True((bool)(await _client.CallAsync($"PUT {version}/pin"))["isPinned"]!);
        var node = (await _client.CallAsync("GET /v1/nodes"))["items"]![0]!;
        var shown = node["residency"]!["versions"]!.AsArray().Single(
            each => (string)each!["model"]! == $"{TrainedServer.Task}@v1")!;
        Assert.Equal(("memory", true), ((string)shown["tier"]!, (bool)shown["isPinned"]!));
        Assert.True((long)node["residency"]!["memory"]!["bytes"]! > 0);
        Assert.False((bool)(await _client.CallAsync($"DELETE {version}/pin"))["isPinned"]!);
        await _client.CallAsync($"POST /v1/tasks/{TrainedServer.Task}/versions/9/prefetch", null, 404);
        await _client.CallAsync("PUT /v1/tasks/none/versions/1/pin", null, 404);
        await _client.CallAsync("PUT /v1/tasks/none/versions/0/pin", null, 404);
    }

    private async Task<(int Status, string? Location)> PostAsync(string path, byte[] diff)
    {
        using var content = new ByteArrayContent(diff);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var (answer, _) = await _client.SendAsync("POST " + path, content);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }
}
