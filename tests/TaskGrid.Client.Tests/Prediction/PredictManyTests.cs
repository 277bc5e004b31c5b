using TaskGrid.Client.Tests.Fixtures;

namespace TaskGrid.Client.Tests.Prediction;

public sealed class PredictManyTests
{
    private const string Good =
        """{"result":{"task":"reviews","version":2,"predictions":[{"label":"pos","scores":[{"label":"pos","score":1}]}]}}""";

    private const string Bad = """{"error":{"code":"task_not_found","message":"No task 'topics'."}}""";

    [Fact]
    public async Task Requests_OfManyTasks_EachHaveTheirOwnOutcome()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Status(503), Answer.Json($$"""{"results":[{{Good}},{{Bad}}]}"""));
        using var grid = server.Client();
        var outcomes = await grid.PredictManyAsync([Request("reviews"), Request("topics")]);
        Assert.Equal((2, "pos"), (outcomes[0].Result.Version, outcomes[0].Result.Predictions[0].Label));
        Assert.Null(outcomes[0].Error);
        Assert.Equal(ErrorCodes.TaskNotFound, outcomes[1].Error!.Code);
        Assert.Same(outcomes[1].Error, Assert.Throws<TaskGridException>(() => outcomes[1].Result));
        Assert.Equal(
            """{"requests":[{"model":"reviews","inputs":[{"text":"x"}]},{"model":"topics","inputs":[{"text":"x"}]}]}""",
            server.Seen[1].Body);
    }

    [Fact]
    public async Task OneRequest_WithAnError_Throws()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json($$"""{"results":[{{Bad}}]}"""));
        using var grid = server.Client();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.PredictAsync(Request("topics")));
        Assert.Equal((ErrorCodes.TaskNotFound, "No task 'topics'."), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"results":[{}]}""")]
    public async Task Answer_ThatDoesNotFitTheRequests_IsAnError(string json)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(json));
        using var grid = server.Client();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.PredictAsync(Request("reviews")));
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
    }

    [Fact]
    public async Task NoRequests_AskNothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var grid = server.Client();
        Assert.Empty(await grid.PredictManyAsync([]));
        Assert.Empty(server.Seen);
    }

    private static PredictRequest Request(string model) => new() { Model = model, Inputs = [new("x")] };
}
