using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Bases;

public sealed class BaseRoutesTests : IAsyncLifetime
{
    private const string Mini = "/v1/bases/" + SampleBases.Name;
    private TestServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Bases_OfTheServer_AreListedAndAnswer()
    {
        var info = (await _client.CallAsync("GET /v1/bases"))["items"]!.AsArray().Single()!;
        Assert.Equal(SampleBases.Name, (string)info["name"]!);
        Assert.Equal(info.ToJsonString(), (await _client.CallAsync("GET " + Mini)).ToJsonString());
        Assert.Equal("base_not_found", (string)(await _client.CallAsync("GET /v1/bases/absent", null, 404))["code"]!);
        await _client.CallAsync("GET /v1/bases/Not%20A%20Name", null, 400);

        var five = await _client.CallAsync($"POST {Mini}/fill", """{"text":"the film was [MASK] ."}""");
        var two = await _client.CallAsync($"POST {Mini}/fill", """{"text":"the film was [MASK] .","top":2}""");
        Assert.Equal(5, five["predictions"]!.AsArray().Count);
        Assert.Equal(
            five["predictions"]!.AsArray().Take(2).Select(each => each!.ToJsonString()),
            two["predictions"]!.AsArray().Select(each => each!.ToJsonString()));

        var single = await _client.CallAsync($"POST {Mini}/encode", """{"text":"a film"}""");
        var pair = await _client.CallAsync($"POST {Mini}/encode", """{"text":"a film","textPair":"a book"}""");
        Assert.Equal(4, single["ids"]!.AsArray().Count);
        Assert.Equal(7, pair["ids"]!.AsArray().Count);
        Assert.Equal((int)info["hiddenSize"]!, pair["cls"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("/v1/bases/absent/fill", """{"text":"[MASK]"}""", 404, "base_not_found")]
    [InlineData("/v1/bases/absent/encode", """{"text":"a"}""", 404, "base_not_found")]
    [InlineData("/v1/bases/Not%20A%20Name/encode", """{"text":"a"}""", 400, "invalid_name")]
    [InlineData(Mini + "/fill", """{"text":"a film"}""", 400, "invalid_argument")]
    [InlineData(Mini + "/fill", """{"text":"[MASK]","top":0}""", 400, "invalid_argument")]
    [InlineData(Mini + "/fill", """{"text":"[MASK]","top":1001}""", 400, "invalid_argument")]
    [InlineData(Mini + "/fill", """{"text":"[MASK]","top":null}""", 400, "invalid_argument")]
    [InlineData(Mini + "/fill", """{"text":null}""", 400, "invalid_argument")]
    [InlineData(Mini + "/fill", """{"top":3}""", 400, "invalid_argument")]
    [InlineData(Mini + "/encode", """{"textPair":"a"}""", 400, "invalid_argument")]
    [InlineData(Mini + "/encode", "[]", 400, "invalid_argument")]
    public async Task Call_ThatIsWrong_IsRefused(string path, string body, int status, string code) =>
        Assert.Equal(code, (string)(await _client.CallAsync("POST " + path, body, status))["code"]!);

    [Fact]
    public async Task Fill_WithSeveralMistakes_NamesThemAll()
    {
        var error = await _client.CallAsync($"POST {Mini}/fill", """{"text":"a film","top":0}""", 400);
        Assert.Equal(2, error["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task Description_OfTheAddresses_SaysWhatTheyDo()
    {
        var paths = (await _client.CallAsync("GET /openapi/v1.json"))["paths"]!;
        foreach (var verb in (string[])["fill", "encode"])
        {
            var post = paths[$"/v1/bases/{{name}}/{verb}"]!["post"]!;
            Assert.NotEmpty((string)post["summary"]!);
            Assert.Equal("bases", (string)post["tags"]![0]!);
        }
    }
}
