using System.Net;
using System.Text.Json.Nodes;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Authentication;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(new GatewayOptions());

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Call_WithoutAValidKey_IsRefusedInTheShapeOfItsAddress()
    {
        var made = await _server.Keys.CreateAsync("a", [ApiScope.Admin]);
        var revoked = await _server.Keys.RevokeAsync(made.Info.Id);
        Assert.NotNull(revoked.RevokedAt);
        foreach (var key in new[] { null, "", "x", made.Key, made.Key[..^1], made.Key + "x", "tg-" + new string('A', 43) })
        {
            using var client = _server.Client(key);
            var problem = await client.CallAsync("GET /v1/tasks", null, 401);
            Assert.Equal("unauthenticated", (string)problem["code"]!);
            var openAi = await client.CallAsync("GET /v1/models", null, 401);
            Assert.Equal("authentication_error", (string)openAi["error"]!["type"]!);
            var huggingFace = await client.CallAsync("POST /hf/t", """{"inputs":"x"}""", 401);
            Assert.Equal("unauthenticated", (string)huggingFace["error_type"]!);
        }

        using var anybody = _server.Client();
        await anybody.CallAsync("GET /health/ready");
        var (answer, _) = await anybody.SendAsync("GET /v1/tasks", null);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Call_OutsideTheKeysScopes_IsForbidden()
    {
        using var reader = await _server.ClientAsync("a", ApiScope.Read);
        await reader.CallAsync("GET /v1/tasks");
        Assert.Equal("forbidden", (string)(await reader.CallAsync("POST /v1/tasks", """{"name":"t"}""", 403))["code"]!);
        await reader.CallAsync("PUT /v1/tasks/t", """{"name":"t"}""", 403);
        await reader.CallAsync("POST /v1/predict", """{"requests":[]}""", 403);
        await reader.CallAsync("GET /v1/bases");
        await reader.CallAsync("POST /v1/bases/tg-mini/fill", """{"text":"[MASK]"}""", 403);
        await reader.CallAsync("POST /v1/bases/tg-mini/encode", """{"text":"x"}""", 403);
        var openAi = await reader.CallAsync("POST /v1/chat/completions", """{"model":"t","messages":[]}""", 403);
        Assert.Equal("permission_error", (string)openAi["error"]!["type"]!);
        using var predictor = await _server.ClientAsync("a", ApiScope.Predict);
        await predictor.CallAsync("GET /v1/tasks", null, 403);
        await predictor.CallAsync(
            "POST /v1/predict", """{"requests":[{"model":"t","inputs":[{"text":"x"}]}]}""");
        await predictor.CallAsync("GET /v1/bases", null, 403);
        await predictor.CallAsync("POST /v1/bases/tg-mini/fill", """{"text":"[MASK]"}""");
        await predictor.CallAsync("POST /v1/bases/tg-mini/encode", """{"text":"x"}""");
        using var trainer = await _server.ClientAsync("a", ApiScope.Train);
        await trainer.CallAsync("GET /v1/jobs");
        await trainer.CallAsync("POST /v1/tasks", """{"name":"t"}""", 201);
        await trainer.CallAsync("PUT /v1/tasks/t", """{"name":"t","keepVersions":3}""");
        await trainer.CallAsync("DELETE /v1/tasks/t", null, 403);
        using var admin = await _server.ClientAsync("a", ApiScope.Admin);
        await admin.CallAsync("DELETE /v1/tasks/t", null, 204);
    }

    [Fact]
    public async Task OtherTenantsIds_AreAnsweredLikeMissingOnes()
    {
        using var mine = await _server.ClientAsync("mine", ApiScope.Admin);
        using var other = await _server.ClientAsync("other", ApiScope.Admin);
        var file = await mine.UploadAsync(GridData.Rows(24));
        var job = (string)(await mine.CallAsync("POST /v1/jobs", Api.Job("secret", file), 202))["id"]!;
        await mine.EndAsync(job);
        (string Call, string Own, string Missing)[] calls =
        [
            ("GET /v1/data/{0}", file, Changed(file)), ("GET /v1/data/{0}/content", file, Changed(file)),
            ("DELETE /v1/data/{0}", file, Changed(file)), ("GET /v1/files/{0}", file, Changed(file)),
            ("GET /v1/files/{0}/content", file, Changed(file)), ("GET /v1/jobs/{0}", job, Changed(job)),
            ("GET /v1/jobs/{0}/events", job, Changed(job)), ("POST /v1/jobs/{0}/cancel", job, Changed(job)),
            ("POST /v1/jobs/{0}/pause", job, Changed(job)), ("POST /v1/jobs/{0}/resume", job, Changed(job)),
            ("GET /v1/fine_tuning/jobs/{0}", job, Changed(job)),
            ("GET /v1/fine_tuning/jobs/{0}/events", job, Changed(job)),
            ("GET /v1/fine_tuning/jobs/{0}/checkpoints", job, Changed(job)),
            ("GET /v1/tasks/{0}", "secret", "absent"), ("DELETE /v1/tasks/{0}", "secret", "absent"),
            ("GET /v1/tasks/{0}/versions/1", "secret", "absent"), ("GET /v1/tasks/{0}/aliases/live", "secret", "absent"),
            ("GET /v1/tasks/{0}/versions/1/diff", "secret", "absent"),
            ("POST /v1/tasks/{0}/versions/1/prefetch", "secret", "absent"),
            ("PUT /v1/tasks/{0}/versions/1/pin", "secret", "absent"),
            ("POST /v1/tasks/{0}/aliases/live/rollback", "secret", "absent"),
            ("DELETE /v1/tasks/{0}/aliases/live", "secret", "absent"),
            ("GET /v1/models/{0}@v1", "secret", "absent"), ("DELETE /v1/models/{0}@v1", "secret", "absent"),
        ];
        foreach (var (call, own, missing) in calls)
        {
            var told = (await other.CallAsync(string.Format(null, call, own), null, 404)).ToJsonString();
            var expected = (await other.CallAsync(string.Format(null, call, missing), null, 404)).ToJsonString();
            Assert.Equal(expected.Replace(missing, own, StringComparison.Ordinal), told);
        }

        await other.CallAsync("POST /hf/secret", """{"inputs":"x"}""", 404);
        Assert.Empty((await other.CallAsync("GET /v1/tasks"))["items"]!.AsArray());
        await mine.CallAsync("POST /hf/secret", """{"inputs":"x"}""");
    }

    [Fact]
    public async Task Nodes_TellWhatAllTenantsDoToOperatorsAlone()
    {
        using var mine = await _server.ClientAsync("mine", ApiScope.Admin);
        using var other = await _server.ClientAsync("other", ApiScope.Admin);
        using var operators = await _server.ClientAsync("ops", ApiScope.Read, ApiScope.Operate);
        await mine.TrainAsync("busy");
        var (seen, known) = (await NodeAsync(other), await NodeAsync(operators));

        await mine.CallAsync("POST /hf/busy", """{"inputs":"x"}""");

        Assert.Equal(seen.ToJsonString(), (await NodeAsync(other)).ToJsonString());
        Assert.NotEqual(known.ToJsonString(), (await NodeAsync(operators)).ToJsonString());
        string[] shared = ["residentBytes", "trainingBytes", "runningJobs", "queuedJobs"];
        Assert.All(shared, name => Assert.Equal((null, true), (seen[name], known[name] is not null)));
        Assert.Equal(["versions"], seen["residency"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal((0, 1), (seen["serving"]!.AsArray().Count, (await NodeAsync(operators))["serving"]!.AsArray().Count));
        Assert.Equal("busy@v1", (string)(await NodeAsync(mine))["residency"]!["versions"]![0]!["model"]!);

        static async Task<JsonNode> NodeAsync(HttpClient client) => (await client.CallAsync("GET /v1/nodes"))["items"]![0]!;
    }

    [Fact]
    public async Task Keys_ThatAreGuessed_AreSoonNotLookedUpAndKeepNobodyElseOut()
    {
        await using var server = await TestServer.StartAsync(
            new GatewayOptions { Limits = new GatewayLimits { RequestsPerSecond = 1, RequestBurst = 6 } });
        using var known = await server.ClientAsync("a", ApiScope.Read);
        await known.CallAsync("GET /v1/tasks");
        var statuses = new List<int>();
        for (var guess = 0; guess < 40; guess++)
        {
            using var client = server.Client($"tg-{guess:D43}");
            var (answer, body) = await client.SendAsync("GET /v1/tasks", null);
            statuses.Add((int)answer.StatusCode);
            if (statuses[^1] == 429) Assert.Contains("unknown API keys", body);
        }

        Assert.Equal(401, statuses[0]);
        Assert.InRange(statuses.Count(status => status == 429), 20, 39);
        await known.CallAsync("GET /v1/tasks");
    }

    // The last address is what the proxy saw; what is before it the caller may have made up.
    [Theory]
    [InlineData(true, "10.0.0.{0}, 192.0.2.1", true)]
    [InlineData(true, "192.0.2.{0}", false)]
    [InlineData(false, "192.0.2.{0}", true)]
    public async Task Keys_GuessedThroughAProxy_AreCountedByTheAddressThatATrustedOneSaw(
        bool isTrusted, string addresses, bool isOneCaller)
    {
        await using var server = await TestServer.StartAsync(new GatewayOptions
        {
            TrustedProxies = isTrusted ? [IPNetwork.Parse("127.0.0.0/8")] : [],
            Limits = new GatewayLimits { RequestsPerSecond = 1, RequestBurst = 6 },
        });
        var statuses = new List<int>();
        for (var guess = 0; guess < 40; guess++)
        {
            using var client = server.Client($"tg-{guess:D43}");
            var header = ("X-Forwarded-For", string.Format(null, addresses, guess));
            statuses.Add((int)(await client.SendAsync("GET /v1/tasks", null, header)).Answer.StatusCode);
        }

        Assert.Equal(isOneCaller, statuses.Contains(429));
        if (!isTrusted) return;
        using var other = await server.ClientAsync("a", ApiScope.Read);
        await other.CallAsync("GET /v1/tasks", null, 200, ("X-Forwarded-For", "192.0.2.200"));
    }

    private static string Changed(string id) => id[..^1] + (id[^1] == '0' ? '1' : '0');
}
