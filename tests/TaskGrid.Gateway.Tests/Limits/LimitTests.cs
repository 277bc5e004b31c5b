using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Limits;

public sealed class LimitTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(new GatewayOptions
        {
            NoAuthentication = true,
            Limits = new GatewayLimits
            {
                MaxBodyBytes = 20_000,
                MaxFileBytes = 5_000,
                MaxInputs = 3,
                MaxTextLength = 100,
                MaxUnfinishedJobs = 1,
                RequestsPerSecond = 1,
                RequestBurst = 12,
            },
        });
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/predict")]
    [InlineData("/v1/bases/tg-mini/encode")]
    [InlineData("/v1/chat/completions")]
    [InlineData("/hf/t")]
    public async Task Body_ThatIsTooLong_IsRefusedWithTheLimit(string path)
    {
        var body = JsonSerializer.Serialize(new { model = new string('x', 30_000), requests = Array.Empty<int>() });
        Assert.Contains("at most 20,000", (await _client.CallAsync("POST " + path, body, 413)).ToJsonString());
    }

    [Fact]
    public async Task File_ThatIsTooLong_IsRefusedWithTheLimit()
    {
        using var raw = new ByteArrayContent(new byte[6_000]);
        var (answer, body) = await _client.SendAsync("POST /v1/data?name=a.tsv", raw);
        Assert.Equal(413, (int)answer.StatusCode);
        Assert.Contains("at most 5,000", body);
        foreach (var bytes in (int[])[5_001, 90_000])
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[bytes]), "file", "a.tsv" } };
            (answer, body) = await _client.SendAsync("POST /v1/files", form);
            Assert.Equal(413, (int)answer.StatusCode);
            Assert.Contains("at most 5,000", body);
        }

        using var fits = new MultipartFormDataContent { { new ByteArrayContent(new byte[5_000]), "file", "a.tsv" } };
        Assert.Equal(200, (int)(await _client.SendAsync("POST /v1/files", fits)).Answer.StatusCode);
    }

    [Fact]
    public async Task Part_ThatIsTooLong_IsRefusedWithItsOwnLimit()
    {
        var upload = await _client.CallAsync("POST /v1/data/uploads?name=a.tsv&bytes=5000", null, 201);
        using var part = new ByteArrayContent(new byte[IGridUploads.MaxPartBytes + 1]);
        var (answer, body) = await _client.SendAsync(
            $"POST /v1/data/uploads/{upload["id"]}/parts", part, ("Expect", "100-continue"));
        Assert.Equal(413, (int)answer.StatusCode);
        Assert.Contains("at most 67,108,864", body);
    }

    [Fact]
    public async Task Inputs_ThatAreTooManyOrTooLong_AreRefusedWithTheLimit()
    {
        var many = JsonSerializer.Serialize(new { inputs = new[] { "a", "b", "c", "d" } });
        Assert.Contains("at most 3", (string)(await _client.CallAsync("POST /hf/t", many, 413))["error"]!);
        var text = JsonSerializer.Serialize(new { inputs = new string('x', 101) });
        Assert.Contains("at most 100", (string)(await _client.CallAsync("POST /hf/t", text, 413))["error"]!);
        await _client.CallAsync("POST /hf/t", """{"inputs":[]}""", 400);
        var error = await _client.CallAsync(
            "POST /v1/predict",
            """
            {"requests":[{"model":"a","inputs":[{"text":"1"},{"text":"2"}]},
                         {"model":"b","inputs":[{"text":"3"},{"text":"4"}]}]}
            """,
            413);
        Assert.Equal("too_large", (string)error["code"]!);
    }

    [Fact]
    public async Task Requests_OfOneCall_AreLimitedAndEachHasAnInput()
    {
        const string empty = """{"model":"a","inputs":[]}""";
        var error = await PredictAsync(413, string.Join(',', Enumerable.Repeat(empty, 4)));
        Assert.Equal("too_large", (string)error["code"]!);
        Assert.Contains("holds 4 requests; at most 3", (string)error["detail"]!);
        error = await PredictAsync(400, $$"""{"model":"a","inputs":[{"text":"1"}]},{{empty}},null""");
        Assert.Equal(
            ["Request 1 of 'requests' holds no input; at least 1 is needed.", "Request 2 of 'requests' is null."],
            error["errors"]!.AsArray().Select(each => (string)each!));
        await PredictAsync(400, "");

        Task<JsonNode> PredictAsync(int status, string requests) =>
            _client.CallAsync("POST /v1/predict", $$"""{"requests":[{{requests}}]}""", status);
    }

    [Fact]
    public async Task Inputs_OfWhichSeveralAreWrong_AreAllTold()
    {
        var text = new string('x', 101);
        var error = await PredictAsync(413, new { text }, new { text = "a", textPair = text });
        Assert.Equal("too_large", (string)error["code"]!);
        Assert.Equal(2, error["errors"]!.AsArray().Count);
        error = await PredictAsync(400, null, new { text }, new { text = "a" });
        Assert.Equal("invalid_argument", (string)error["code"]!);
        Assert.StartsWith("Input 0 of 'requests' is null", (string)error["errors"]![0]!);
        Assert.StartsWith("Input 1 of 'requests' has 101 characters", (string)error["errors"]![1]!);

        Task<JsonNode> PredictAsync(int status, params object?[] inputs) => _client.CallAsync(
            "POST /v1/predict", JsonSerializer.Serialize(new { requests = new[] { new { model = "a", inputs } } }), status);
    }

    [Fact]
    public async Task TextsForABase_ThatAreTooLong_AreAllToldWithTheLimit()
    {
        var text = new string('x', 101);
        var fill = await _client.CallAsync("POST /v1/bases/tg-mini/fill", JsonSerializer.Serialize(new { text }), 413);
        Assert.Contains("'text' has 101 characters; a text has at most 100", (string)fill["detail"]!);
        var encode = await _client.CallAsync(
            "POST /v1/bases/tg-mini/encode", JsonSerializer.Serialize(new { text, textPair = text + "x" }), 413);
        Assert.Equal("too_large", (string)encode["code"]!);
        Assert.Contains("'text' has 101 characters", (string)encode["errors"]![0]!);
        Assert.Contains("'textPair' has 102 characters", (string)encode["errors"]![1]!);
    }

    [Fact]
    public async Task Requests_ThatAreTooMany_AreTurnedAwayForAWhile()
    {
        for (var i = 0; i < 40; i++)
        {
            var (answer, body) = await _client.SendAsync("GET /v1/tasks", null);
            if (answer.IsSuccessStatusCode) continue;
            Assert.Equal(429, (int)answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains("rate_limited", body);
            await _client.CallAsync("GET /health/live");
            return;
        }

        Assert.Fail("40 requests in a row were answered where 12 are allowed.");
    }

    [Fact]
    public async Task Jobs_ThatHaveNotEnded_AreLimited()
    {
        var file = await _client.UploadAsync(GridData.Rows(100));
        var (job, key) = (Api.Job("a", file, 500), ("Idempotency-Key", "once"));
        var first = await _client.CallAsync("POST /v1/jobs", job, 202, key);
        Assert.Equal((string)first["id"]!, (string)(await _client.CallAsync("POST /v1/jobs", job, 202, key))["id"]!);
        var error = await _client.CallAsync("POST /v1/jobs", Api.Job("b", file), 429);
        Assert.Equal("queue_full", (string)error["code"]!);
        Assert.Contains("at most 1", (string)error["detail"]!);
        await _client.CallAsync($"POST /v1/jobs/{first["id"]}/cancel");
        await _client.EndAsync((string)first["id"]!);
        await _client.CallAsync("POST /v1/jobs", Api.Job("b", file), 202);
    }

    [Fact]
    public async Task Jobs_OfBeforeTheStart_AreCountedWithoutReadingAll()
    {
        var options = new GatewayOptions { NoAuthentication = true, Limits = new GatewayLimits { MaxUnfinishedJobs = 1 } };
        FaultyBlobStore store = null!;
        await using var server = await TestServer.StartAsync(options, inner => store = new FaultyBlobStore(
            inner, new FaultRates { Keys = key => key.EndsWith("/jobs/", StringComparison.Ordinal) }, 1));
        using var client = server.Client();
        var file = await client.UploadAsync(GridData.Rows(24));
        var jobs = server.Services.GetRequiredService<IGridTenants>().ForTenant(options.OpenTenant).Jobs;
        var spec = GridData.Job("a", file, 500);
        var paused = (await jobs.SubmitAsync(spec, "once")).Id;
        await jobs.PauseAsync(paused);
        await client.ReachAsync($"GET /v1/jobs/{paused}", job => (string)job["status"]! == "Paused");
        await client.CallAsync("POST /v1/jobs", Api.Job("b", file), 429);
        await client.CallAsync("POST /v1/jobs", Api.Job("b", file), 429, ("Idempotency-Key", "another"));
        Assert.Equal(0, store.Calls);
        var repeated = await client.CallAsync("POST /v1/jobs", Api.Job("a", file, 500), 202, ("Idempotency-Key", "once"));
        Assert.Equal(paused, (string)repeated["id"]!);
        await client.CallAsync("POST /v1/jobs", Api.Job("b", file), 409, ("Idempotency-Key", "once"));
        await client.CallAsync($"POST /v1/jobs/{paused}/cancel");
        await client.CallAsync("POST /v1/jobs", Api.Job("b", file), 202);
    }

    [Fact]
    public async Task Job_ThatIsDamaged_IsNotCounted()
    {
        var file = await _client.UploadAsync(GridData.Rows(100));
        var job = (string)(await _client.CallAsync("POST /v1/jobs", Api.Job("a", file, 500), 202))["id"]!;
        var store = _server.Services.GetRequiredService<IBlobStore>();
        var documents = new List<string>();
        await foreach (var blob in store.ListAsync("tenants/")) documents.Add(blob.Key);
        await store.WriteBytesAsync(
            documents.Single(key => key.EndsWith($"/jobs/{job}.json", StringComparison.Ordinal)), "{"u8.ToArray(), BlobCondition.None);
        await _client.CallAsync("POST /v1/jobs", Api.Job("b", file), 202);
    }

    [Fact]
    public async Task Json_ThatIsTooDeep_IsRefused()
    {
        var body = new string('[', 40) + new string(']', 40);
        Assert.Contains(
            "32", (string)(await _client.CallAsync("POST /hf/t", $$"""{"inputs":{{body}}}""", 400))["error"]!);
    }
}
