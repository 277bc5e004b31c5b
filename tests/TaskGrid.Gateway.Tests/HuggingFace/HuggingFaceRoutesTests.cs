using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.HuggingFace;

public sealed class HuggingFaceRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private readonly HttpClient _client = server.Client;

    [Theory]
    [InlineData("reviews", """{"inputs":"a good film"}""", 1, 2)]
    [InlineData("reviews@v1", """{"inputs":["a","b","c"]}""", 3, 2)]
    [InlineData("reviews@live", """{"inputs":["a",{"text":"b"}],"parameters":{"top_k":1}}""", 2, 1)]
    [InlineData("reviews", """{"inputs":"a","parameters":{"top_k":null,"function_to_apply":"softmax"}}""", 1, 2)]
    public async Task Inputs_OfAnyForm_AreAnsweredSortedByScore(string model, string body, int rows, int labels)
    {
        var answer = (await _client.CallAsync("POST /hf/" + model, body)).AsArray();
        Assert.Equal(rows, answer.Count);
        Assert.All(answer, row =>
        {
            var scores = row!.AsArray().Select(label => (double)label!["score"]!).ToArray();
            Assert.Equal(labels, scores.Length);
            Assert.Equal(scores.OrderDescending(), scores);
        });
    }

    [Theory]
    [InlineData("reviews", """{"inputs":5}""", 400)]
    [InlineData("reviews", """{"inputs":[["a"]]}""", 400)]
    [InlineData("reviews", """{}""", 400)]
    [InlineData("reviews", """{"inputs":"a","parameters":{"top_k":0}}""", 400)]
    [InlineData("reviews", """{"inputs":"a","parameters":{"function_to_apply":"sigmoid"}}""", 400)]
    [InlineData("reviews", """{"inputs":"a","parameters":{"function_to_apply":"none"}}""", 400)]
    [InlineData("none", """{"inputs":"a"}""", 404)]
    [InlineData("reviews@v9", """{"inputs":"a"}""", 404)]
    [InlineData("reviews@nobody", """{"inputs":"a"}""", 404)]
    [InlineData("Not A Name", """{"inputs":"a"}""", 400)]
    public async Task Inputs_ThatAreWrong_AreRefusedInThisShape(string model, string body, int status)
    {
        var error = await _client.CallAsync("POST /hf/" + Uri.EscapeDataString(model), body, status);
        Assert.NotEmpty((string)error["error"]!);
    }

    [Fact]
    public async Task Request_WithManyMistakes_IsToldTheFirstTwenty()
    {
        var inputs = string.Join(',', Enumerable.Repeat("5", 30));
        var error = (string)(await _client.CallAsync(
            "POST /hf/reviews",
            $$$"""{"inputs":[{{{inputs}}}],"parameters":{"top_k":0,"function_to_apply":"sigmoid"}}""",
            400))["error"]!;
        foreach (var part in (string[])["'top_k'", "'function_to_apply'", "Input 0 of", "Input 17 of", "12 more are wrong."])
            Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Input 18 of", error, StringComparison.Ordinal);
    }
}
