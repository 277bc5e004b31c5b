using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Prediction;

public sealed class PredictRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private readonly HttpClient _client = server.Client;

    [Fact]
    public async Task Predict_WithOneWrongRequest_AnswersTheOthers()
    {
        var answer = await _client.CallAsync(
            "POST /v1/predict",
            """
            {"requests":[{"model":"reviews","inputs":[{"text":"a good film"},{"text":"a dull film"}]},
                         {"model":"none","inputs":[{"text":"x"}]},
                         {"model":"reviews@v1","inputs":[{"text":"x"}]}]}
            """);
        var results = answer["results"]!.AsArray();
        Assert.Equal(2, results[0]!["result"]!["predictions"]!.AsArray().Count);
        Assert.Equal("task_not_found", (string)results[1]!["error"]!["code"]!);
        Assert.Null(results[1]!["result"]);
        Assert.Equal(1, (int)results[2]!["result"]!["version"]!);
    }

    [Fact]
    public async Task Evaluate_OfLabelledRows_MeasuresThem()
    {
        var file = await _client.UploadAsync(GridData.Rows(10, seed: 9));
        var result = await _client.CallAsync(
            "POST /v1/evaluate", $$"""{"model":"reviews","file":"{{file}}"}""");
        Assert.Equal(10, (int)result["rows"]!);
        Assert.Equal("accuracy", (string)result["metric"]!);
        await _client.CallAsync("POST /v1/evaluate", """{"model":"reviews","file":"file-x"}""", 404);
    }

    [Fact]
    public async Task Nodes_AreShown()
    {
        var nodes = await _client.CallAsync("GET /v1/nodes");
        Assert.Equal("local", (string)nodes["items"]![0]!["name"]!);
    }

    [Fact]
    public async Task HealthAndDescription_AreThere()
    {
        Assert.Equal("live", (string)(await _client.CallAsync("GET /health/live"))["status"]!);
        Assert.Equal("ready", (string)(await _client.CallAsync("GET /health/ready"))["status"]!);
        var description = await _client.CallAsync("GET /openapi/v1.json");
        Assert.NotNull(description["paths"]!["/v1/jobs/{id}/events"]);
        Assert.NotNull(description["components"]!["schemas"]!["JobSpec"]);
    }
}
