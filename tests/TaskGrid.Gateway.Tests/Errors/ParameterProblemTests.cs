using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Errors;

/// <summary>Addresses and headers with a part that is wrong, and answers as people read them.</summary>
public sealed class ParameterProblemTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET /v1/tasks?limit=abc", "'limit' is a whole number, not 'abc'.")]
    [InlineData("GET /v1/jobs/j/events?after=1e9", "'after' is a whole number, not '1e9'.")]
    [InlineData("POST /v1/data", "'name' is missing in the address: ?name=...")]
    [InlineData("POST /v1/predict", "The body is missing; this address takes JSON.")]
    [InlineData("GET /v1/tasks/größe", "'größe' is not a task name.")]
    public async Task Request_WithAWrongPart_SaysSoInWordsOfTheApi(string call, string detail)
    {
        using var client = _server.Client();
        using var body = call.StartsWith("POST /v1/predict", StringComparison.Ordinal) ? Api.Json("") : null;
        var (answer, text) = await client.SendAsync(call, body);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(detail, text, StringComparison.Ordinal);
    }
}
