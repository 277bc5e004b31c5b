using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/hf/TASK[@VERSION-OR-ALIAS]</c>: text classification as Hugging Face's endpoints answer it.</summary>
internal static class HuggingFaceRoutes
{
    private const string Softmax = "softmax";
    private const string None = "none";

    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(
        "/hf/{model}",
        async (
            string model, HttpRequest http, ITaskGrid grid, InputLimits limits, CancellationToken cancellationToken) =>
        {
            var request = await JsonBody.ReadAsync(http, HuggingFaceJson.Wire.HuggingFaceRequest);
            var parameters = request.Parameters ?? new HuggingFaceParameters();
            var problems = new ApiProblems();
            if (parameters.TopK < 1)
                problems.AddInvalid($"'top_k' is {parameters.TopK}; it is at least 1, or null for all.", "top_k");
            if (parameters.FunctionToApply is not (null or Softmax or None))
                problems.AddInvalid("'function_to_apply' is 'softmax', of a regression 'none'.", "function_to_apply");
            var inputs = HuggingFaceInputs.Of(request.Inputs, problems);
            limits.Check(inputs, "inputs", problems);
            problems.ThrowIfAny();
            var result = await grid.PredictAsync(
                new PredictRequest { Model = model, Inputs = inputs }, cancellationToken);
            CheckFunction(parameters.FunctionToApply, result);
            HuggingFaceLabel[][] answer =
            [
                .. result.Predictions.Select(prediction => prediction.Scores
                    .Take(parameters.TopK ?? int.MaxValue)
                    .Select(score => new HuggingFaceLabel(score.Label, score.Score)).ToArray()),
            ];
            return TypedResults.Json(answer, HuggingFaceJson.Wire.HuggingFaceLabelArrayArray);
        })
        .Needs(ApiScope.Predict).WithTags("huggingface")
        .Accepts<HuggingFaceRequest>("application/json").Produces<HuggingFaceLabel[][]>()
        .WithSummary("Labels with scores, the best first.");

    // Scores of labels have gone through the softmax already, and the value of a regression through nothing.
    private static void CheckFunction(string? function, PredictResult result)
    {
        var isValue = result.Predictions[0].Scores is [{ Label: Regression.Label }];
        if (function is null || function == (isValue ? None : Softmax)) return;
        throw ApiException.Invalid(
            isValue
                ? "'function_to_apply' of a regression is 'none'."
                : "'function_to_apply' is 'softmax': probabilities are all that is kept of a score.",
            "function_to_apply");
    }
}
