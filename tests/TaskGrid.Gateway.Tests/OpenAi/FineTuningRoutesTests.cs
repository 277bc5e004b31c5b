using System.Text.Json.Nodes;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.OpenAi;

public sealed class FineTuningRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private const string Jobs = "/v1/fine_tuning/jobs";
    private readonly HttpClient _client = server.Client;

    [Fact]
    public async Task Job_FromAnEarlierResult_GoesOnFromItUnderItsBase()
    {
        var file = await _client.UploadAsync(GridData.Rows(24, seed: 5));
        var job = await _client.CallAsync(
            "POST " + Jobs,
            $$$"""
            {"model":"reviews@v1","training_file":"{{{file}}}","metadata":{"by":"test"},"seed":3,
             "hyperparameters":{"n_epochs":1,"batch_size":"auto","learning_rate_multiplier":0.5}}
            """);
        Assert.Equal("fine_tuning.job", (string)job["object"]!);
        Assert.Equal("reviews@v1", (string)job["model"]!);
        Assert.Equal("auto", (string)job["hyperparameters"]!["batch_size"]!);
        Assert.Equal(0.5, (double)job["method"]!["supervised"]!["hyperparameters"]!["learning_rate_multiplier"]!, 1e-9);
        Assert.Equal("test", (string)job["metadata"]!["by"]!);
        Assert.True(job.AsObject().ContainsKey("fine_tuned_model"));
        var id = (string)job["id"]!;
        await _client.EndAsync(id);
        job = await _client.CallAsync($"GET {Jobs}/{id}");
        Assert.Equal("succeeded", (string)job["status"]!);
        Assert.Equal("reviews@v2", (string)job["fine_tuned_model"]!);

        var list = await _client.CallAsync($"GET {Jobs}?limit=1");
        Assert.Equal(id, (string)list["first_id"]!);
        Assert.True((bool)list["has_more"]!);
        var events = await _client.CallAsync($"GET {Jobs}/{id}/events?limit=2");
        var next = await _client.CallAsync($"GET {Jobs}/{id}/events?limit=1&after={events["last_id"]}");
        Assert.True(NumberOf(events["data"]![0]!) > NumberOf(events["data"]![1]!));
        Assert.Equal(NumberOf(events["data"]![1]!) - 1, NumberOf(next["data"]![0]!));
        Assert.Equal("list", (string)(await _client.CallAsync($"GET {Jobs}/{id}/checkpoints"))["object"]!);
    }

    [Fact]
    public async Task Job_AskedForTwiceFromAnAliasThatMovesBetween_IsTheSame()
    {
        await _client.TrainAsync("moving");
        var file = await _client.UploadAsync(GridData.Rows(24));
        var body = $$"""{"model":"moving@live","training_file":"{{file}}","suffix":"moved"}""";
        var first = await _client.CallAsync("POST " + Jobs, body, 200, ("Idempotency-Key", "moving"));
        Assert.Equal("moving@live", (string)first["model"]!);
        await _client.TrainAsync("moving", seed: 2);
        Assert.Equal("moving@v2", (string)(await _client.CallAsync("GET /v1/models/moving@live"))["root"]!);
        var again = await _client.CallAsync("POST " + Jobs, body, 200, ("Idempotency-Key", "moving"));
        Assert.Equal((string)first["id"]!, (string)again["id"]!);
        await _client.EndAsync((string)first["id"]!);
    }

    [Fact]
    public async Task Job_FromTheCheckpointOfAnother_GoesOnThere()
    {
        var file = await _client.UploadAsync(GridData.Rows(200));
        var first = (string)(await _client.CallAsync(
            "POST " + Jobs,
            $$$"""{"model":"tg-mini","training_file":"{{{file}}}","suffix":"long","hyperparameters":{"n_epochs":500}}"""))["id"]!;
        await _client.ReachAsync($"GET /v1/jobs/{first}", job => (int)job["step"]! > 2);
        await _client.CallAsync($"POST {Jobs}/{first}/pause");
        await _client.ReachAsync($"GET {Jobs}/{first}", job => (string)job["status"]! == "paused");
        var checkpoint = (await _client.CallAsync($"GET {Jobs}/{first}/checkpoints"))["data"]![0]!;
        var model = (string)checkpoint["fine_tuned_model_checkpoint"]!;
        var request = $$"""{"model":"{{model}}","training_file":"{{file}}","suffix":"fork" """;
        var second = await _client.CallAsync("POST " + Jobs, request + "}");
        var kept = (await _client.CallAsync($"GET {Jobs}/{(string)second["id"]!}/checkpoints"))["data"]![0]!;
        Assert.Equal((int)checkpoint["step_number"]!, (int)kept["step_number"]!);
        var other = await _client.CallAsync("POST " + Jobs, request + ",\"seed\":7}", 400);
        Assert.Contains("'seed' is 7, and 0 there", (string)other["error"]!["message"]!, StringComparison.Ordinal);
        foreach (var id in (string[])[first, (string)second["id"]!]) await _client.CallAsync($"POST {Jobs}/{id}/cancel");
    }

    [Fact]
    public async Task List_WithAFilterOfMetadata_HasWhatMatches()
    {
        var file = await _client.UploadAsync(GridData.Rows(24));
        async Task<string> SubmitAsync(string metadata) => (string)(await _client.CallAsync(
            "POST " + Jobs, $$"""{"model":"tg-mini","training_file":"{{file}}","metadata":{{metadata}}}"""))["id"]!;
        var first = await SubmitAsync("""{"team":"blue","stage":"one"}""");
        var second = await SubmitAsync("""{"team":"blue","stage":"two"}""");
        var bare = await SubmitAsync("{}");
        async Task<string[]> ListAsync(string query) =>
            [.. (await _client.CallAsync($"GET {Jobs}?{query}"))["data"]!.AsArray().Select(job => (string)job!["id"]!)];
        Assert.Equal([second, first], await ListAsync("metadata[team]=blue"));
        Assert.Equal([first], await ListAsync("metadata[team]=blue&metadata[stage]=one"));
        Assert.Empty(await ListAsync("metadata[team]=red"));
        Assert.Contains(bare, await ListAsync("metadata=null&limit=100"));
        Assert.DoesNotContain(first, await ListAsync("metadata=null&limit=100"));
        Assert.Equal([second], await ListAsync("metadata[team]=blue&limit=1"));
        Assert.Equal([first], await ListAsync($"metadata[team]=blue&limit=1&after={second}"));
        await _client.CallAsync($"GET {Jobs}?metadata=blue", null, 400);
        foreach (var id in (string[])[first, second, bare]) await _client.EndAsync(id);
    }

    [Fact]
    public async Task Job_WithSeveralWrongParts_TellsThemAll()
    {
        var error = (await _client.CallAsync(
            "POST " + Jobs,
            """
            {"model":"none","training_file":"file-1","validation_file":"file-2","suffix":"!!!","seed":99999999999,
             "hyperparameters":{"n_epochs":20000,"batch_size":1.5,"learning_rate_multiplier":0},
             "metadata":{"a":null,"01234567890123456789012345678901234567890123456789012345678901234":""}}
            """,
            400))["error"]!;
        Assert.Equal("seed", (string)error["param"]!);
        string[] parts =
        [
            "seed", "n_epochs", "batch_size", "learning_rate_multiplier", "suffix", "base 'none'", "'file-1'", "'file-2'",
            "A value in the metadata", "Names in the metadata",
        ];
        foreach (var part in parts) Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithSeveralWrongParts_TellsThemAll()
    {
        var error = (await _client.CallAsync(
            "POST /v1/chat/completions", """{"model":"reviews","messages":[],"n":2,"top_logprobs":50}""", 400))["error"]!;
        Assert.Equal("n", (string)error["param"]!);
        foreach (var part in (string[])["'n' is 1", "needs 'logprobs'", "0 to 20", "role 'user'"])
            Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_OfOnePurpose_AreFoundBehindNewerOthers()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(GridData.Rows(20)), "file", "a.tsv" }, { new StringContent("evals"), "purpose" },
        };
        var file = JsonNode.Parse((await _client.SendAsync("POST /v1/files", form)).Body)!;
        for (var seed = 2; seed < 5; seed++) await _client.UploadAsync(GridData.Rows(20, seed));
        var page = await _client.CallAsync("GET /v1/files?purpose=evals&limit=1");
        Assert.Equal((string)file["id"]!, (string)page["data"]!.AsArray().Single()!["id"]!);
        Assert.False((bool)page["has_more"]!);
        await _client.CallAsync("GET /v1/files?order=up", null, 400);
    }

    [Fact]
    public async Task Files_MoreThanAPageOfOtherLists_AreAllListedInEitherOrder()
    {
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            using var rows = new ByteArrayContent(GridData.Rows(2, i));
            var (_, body) = await _client.SendAsync("POST /v1/data?name=rows.tsv&purpose=user_data", rows);
            ids.Add((string)JsonNode.Parse(body)!["id"]!);
        }

        Assert.Equal(ids, await ListAsync("&order=asc"));
        Assert.Equal(ids[5..8], await ListAsync($"&order=asc&limit=3&after={ids[4]}"));
        ids.Reverse();
        Assert.Equal(ids, await ListAsync(""));
        await _client.CallAsync("GET /v1/files?limit=10001", null, 400);

        async Task<IEnumerable<string>> ListAsync(string query) =>
            (await _client.CallAsync("GET /v1/files?purpose=user_data" + query))["data"]!.AsArray().Select(file => (string)file!["id"]!);
    }

    [Fact]
    public async Task Model_RemovedTwiceWithOneKey_IsRemovedOnce()
    {
        await _client.TrainAsync("passing");
        await _client.CallAsync("DELETE /v1/models/passing@canary", null, 404);
        await _client.CallAsync("DELETE /v1/models/passing@live");
        await _client.CallAsync("GET /v1/models/passing@live", null, 404);
        for (var call = 0; call < 2; call++)
        {
            var answer = await _client.CallAsync("DELETE /v1/models/passing@v1", null, 200, ("Idempotency-Key", "away"));
            Assert.True((bool)answer["deleted"]!);
        }

        await _client.CallAsync("DELETE /v1/models/passing@v1", null, 404);
    }

    // Elsewhere a bare name is the alias 'live', or a base.
    [Fact]
    public async Task Model_RemovedByABareName_IsRefused()
    {
        await _client.TrainAsync("whole");
        await _client.CallAsync("POST /v1/tasks", $$"""{"name":"{{SampleBases.Name}}"}""", 201);
        foreach (var name in (string[])["whole", SampleBases.Name, "absent"])
        {
            var error = (await _client.CallAsync("DELETE /v1/models/" + name, null, 400))["error"]!;
            Assert.Equal(("invalid_argument", "model"), ((string)error["code"]!, (string)error["param"]!));
            Assert.Contains($"DELETE /v1/tasks/{name}", (string)error["message"]!, StringComparison.Ordinal);
        }

        await _client.CallAsync("GET /v1/models/whole@v1");
        await _client.CallAsync($"DELETE /v1/tasks/{SampleBases.Name}", null, 204);
    }

    [Fact]
    public async Task Model_ThatIsTheOnlyVersion_TakesItsTaskWithItOnceNoJobIsOpen()
    {
        await _client.TrainAsync("busy");
        var job = (string)(await _client.CallAsync(
            "POST /v1/jobs", Api.Job("busy", await _client.UploadAsync(GridData.Rows(200)), epochs: 500), 202))["id"]!;
        var error = (await _client.CallAsync("DELETE /v1/models/busy@v1", null, 409, ("Idempotency-Key", "busy")))["error"]!;
        Assert.Equal("version_in_use", (string)error["code"]!);
        Assert.NotEqual("cancelled", (string)(await _client.CallAsync($"GET /v1/jobs/{job}"))["status"]!);
        await _client.CallAsync($"POST /v1/jobs/{job}/cancel");
        await _client.EndAsync(job);
        await _client.CallAsync("DELETE /v1/models/busy@v1", null, 200, ("Idempotency-Key", "busy"));
        await _client.CallAsync("GET /v1/tasks/busy", null, 404);
    }

    [Theory]
    [InlineData("\"suffix\":\"!!!\"", "suffix")]
    [InlineData("\"suffix\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"", "suffix")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":1.5}", "n_epochs")]
    [InlineData("\"hyperparameters\":{\"n_epochs\":10001}", "n_epochs")]
    [InlineData("\"hyperparameters\":{\"batch_size\":65537}", "batch_size")]
    [InlineData("\"hyperparameters\":{\"learning_rate_multiplier\":1001}", "learning_rate_multiplier")]
    [InlineData("\"method\":{\"type\":\"dpo\"}", "method.type")]
    [InlineData("\"metadata\":{\"a\":null}", "metadata")]
    [InlineData("\"seed\":99999999999", "seed")]
    public async Task Job_WithAWrongPart_IsRefusedByItsName(string part, string parameter)
    {
        var file = await _client.UploadAsync(GridData.Rows(24));
        var error = await _client.CallAsync(
            "POST " + Jobs, $$"""{"model":"tg-mini","training_file":"{{file}}",{{part}}}""", 400);
        Assert.Equal(parameter, (string)error["error"]!["param"]!);
        Assert.Equal("invalid_request_error", (string)error["error"]!["type"]!);
    }

    [Fact]
    public async Task Job_PausedResumedAndCancelled_Obeys()
    {
        var file = await _client.UploadAsync(GridData.Rows(100));
        var job = await _client.CallAsync(
            "POST " + Jobs,
            $$$"""{"model":"tg-mini","training_file":"{{{file}}}","hyperparameters":{"n_epochs":500}}""");
        var id = (string)job["id"]!;
        Assert.StartsWith("ft-", (string)(await _client.CallAsync($"GET /v1/jobs/{id}"))["spec"]!["train"]!["task"]!);
        await _client.CallAsync($"POST {Jobs}/{id}/pause");
        await _client.CallAsync($"POST {Jobs}/{id}/resume");
        await _client.CallAsync($"POST {Jobs}/{id}/cancel");
        await _client.EndAsync(id);
        Assert.Equal("cancelled", (string)(await _client.CallAsync($"GET {Jobs}/{id}"))["status"]!);
    }

    [Theory]
    [InlineData("""{"model":"reviews","messages":[]}""", 400)]
    [InlineData("""{"model":"reviews","messages":[{"role":"system","content":"x"}]}""", 400)]
    [InlineData("""{"model":"reviews","messages":[{"role":"user","content":null}]}""", 400)]
    [InlineData("""{"model":"reviews","messages":[null]}""", 400)]
    [InlineData("""{"model":"reviews","messages":[{"role":"user","content":"x"}],"n":2}""", 400)]
    [InlineData("""{"model":"reviews","messages":[{"role":"user","content":"\ud800"}]}""", 400)]
    [InlineData("""{"model":"reviews","messages":[{"role":"user","content":"x"}],"top_logprobs":2}""", 400)]
    [InlineData("""{"model":null,"messages":[]}""", 400)]
    [InlineData("""{"model":"tg-none","messages":[{"role":"user","content":"x"}]}""", 404)]
    [InlineData("""{"model":"reviews","messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""", 200)]
    public async Task Chat_OfAnyForm_IsAnsweredOrRefusedClearly(string body, int status)
    {
        var answer = await _client.CallAsync("POST /v1/chat/completions", body, status);
        if (status >= 400) Assert.NotEmpty((string)answer["error"]!["message"]!);
        else Assert.Equal("assistant", (string)answer["choices"]![0]!["message"]!["role"]!);
    }

    [Fact]
    public async Task Chat_WithATaskOfPairs_SaysWhereToAskIt()
    {
        var rows = "text\tother\tlabel\n"
            + string.Concat(Enumerable.Range(0, 12).Select(i => $"film {i}\tfilm {i}\tsame\nfilm {i}\ta book\tother\n"));
        var file = await _client.UploadAsync(System.Text.Encoding.UTF8.GetBytes(rows));
        var job = JsonNode.Parse(Api.Job("pairs", file))!;
        job["train"]!["columns"] = JsonNode.Parse("""{"text":"text","textPair":"other"}""");
        var id = (string)(await _client.CallAsync("POST /v1/jobs", job.ToJsonString(), 202))["id"]!;
        Assert.Equal("Succeeded", (string)(await _client.EndAsync(id))["status"]!);
        var error = (await _client.CallAsync(
            "POST /v1/chat/completions", """{"model":"pairs","messages":[{"role":"user","content":"x"}]}""", 400))["error"]!;
        foreach (var part in (string[])["textPair of /v1/predict", "text_pair of /hf"])
            Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
        await _client.CallAsync("POST /hf/pairs", """{"inputs":{"text":"a film","text_pair":"a book"}}""");
    }

    [Theory]
    [InlineData("POST /v1/embeddings")]
    [InlineData("POST /v1/responses")]
    [InlineData("GET /v1/assistants/asst_1")]
    [InlineData("POST /v1/chat/unheard")]
    public async Task Address_OfOpenAiThatThereIsNotHere_IsAnErrorTheirClientsRead(string call)
    {
        var error = (await _client.CallAsync(call, "{}", 404))["error"]!;
        Assert.Equal(("invalid_request_error", "route_not_found"), ((string)error["type"]!, (string)error["code"]!));
        Assert.Contains("no such address", (string)error["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /v1/tasks/a/unheard")]
    [InlineData("GET /unheard")]
    public async Task Address_ThatThereIsNot_IsAProblemElsewhere(string call) =>
        Assert.Equal("route_not_found", (string)(await _client.CallAsync(call, null, 404))["code"]!);

    private static int NumberOf(JsonNode each) =>
        int.Parse(((string)each["id"]!)["ftevent-".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
