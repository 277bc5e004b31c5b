using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/chat/completions</c>: the label of the last user message.</summary>
internal static class ChatRoutes
{
    private const int MaxTopLogprobs = 20;

    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(
        "/v1/chat/completions",
        async (
            HttpRequest http,
            ITaskGrid grid,
            InputLimits limits,
            TimeProvider time,
            CancellationToken cancellationToken) =>
        {
            var request = await JsonBody.ReadAsync(http, OpenAiJson.Wire.ChatRequest);
            var answer = await AnswerAsync(request, grid, limits, time, cancellationToken);
            if (request.Stream is not true) return OpenAiReply.Json(answer, OpenAiJson.Wire.ChatAnswer);
            var chunk = JsonSerializer.Serialize(ChatChunk.Of(answer), OpenAiJson.Wire.ChatChunk);
            return Results.Text($"data: {chunk}\n\ndata: [DONE]\n\n", JobEventStream.ContentType);
        })
        .Needs(ApiScope.Predict).WithTags("openai").Accepts<ChatRequest>("application/json").Produces<ChatAnswer>()
        .WithSummary("Answers with a label.");

    private static async Task<ChatAnswer> AnswerAsync(
        ChatRequest request,
        ITaskGrid grid,
        InputLimits limits,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var problems = new ApiProblems();
        if (request.N is not (null or 1)) problems.AddInvalid("'n' is 1: a classifier has one answer.", "n");
        if (request.TopLogprobs is not null && request.Logprobs is not true)
            problems.AddInvalid("'top_logprobs' needs 'logprobs': true.", "top_logprobs");
        if (request.TopLogprobs is < 0 or > MaxTopLogprobs)
            problems.AddInvalid($"'top_logprobs' is 0 to {MaxTopLogprobs}.", "top_logprobs");
        var input = new TextInput(ChatText.Of(request, problems));
        limits.Check([input], "messages", problems);
        problems.ThrowIfAny();
        var result = await grid.PredictAsync(
            new PredictRequest { Model = request.Model, Inputs = [input], RequestKey = request.User },
            cancellationToken);
        var prediction = result.Predictions[0];
        // The value of a regression is no probability.
        var isWanted = request.Logprobs is true && prediction.Scores is not [{ Label: Regression.Label }];
        return new ChatAnswer(
            "chatcmpl-" + Guid.NewGuid().ToString("N"),
            UnixTime.Of(time.GetUtcNow()),
            ModelReference.Of(result.Task, result.Version),
            [
                new ChatChoice(
                    new ChatReply(prediction.Label),
                    isWanted ? ChatLogprobs.Of(prediction, request.TopLogprobs ?? 0) : null),
            ]);
    }
}
