using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/predict</c> and <c>/v1/evaluate</c>.</summary>
internal static class PredictRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(
            "/v1/predict",
            async (PredictBody body, ITaskGrid grid, PredictBatch batch, CancellationToken cancellationToken) =>
                TypedResults.Ok(await batch.AnswerAsync(body, grid, cancellationToken)))
            .Needs(ApiScope.Predict).WithTags("prediction").WithSummary("Answers inputs of one or several tasks.");
        routes.MapPost(
            "/v1/evaluate",
            async (EvaluateRequest request, ITaskGrid grid, CancellationToken cancellationToken) =>
                TypedResults.Ok(await grid.EvaluateAsync(request, cancellationToken)))
            .Needs(ApiScope.Predict).WithTags("prediction").WithSummary("Measures a version on a data file.");
    }
}
