using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Errors;

/// <summary>Bodies that are JSON, but not what the address takes.</summary>
public sealed class JsonBodyTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    [Theory]
    [InlineData("/v1/predict", """{"requests":[{"model":"reviews","inputs":[{"text":"a","text_pair":"b"}]}]}""", "text_pair")]
    [InlineData("/v1/jobs", """{"train":{"task":"a","base":"b","trainFile":"c"},"earlyStopEpoch":2}""", "earlyStopEpoch")]
    [InlineData("/v1/jobs", """{"train":{"task":"a","base":"b","trainFile":"c","epoch":2}}""", "epoch")]
    [InlineData("/v1/jobs", """{"train":{"task":"a"}}""", "base")]
    [InlineData("/v1/tasks", """{"name":"a","keepVersion":2}""", "keepVersion")]
    [InlineData("/v1/tasks", """{"name":"a","name":"b"}""", "name")]
    public async Task Body_WithAWrongName_IsRefusedByIt(string address, string body, string name)
    {
        var detail = (string)(await server.Client.CallAsync($"POST {address}", body, 400))["detail"]!;
        Assert.Contains($"'{name}'", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("TaskGrid.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", detail, StringComparison.Ordinal);
    }
}
