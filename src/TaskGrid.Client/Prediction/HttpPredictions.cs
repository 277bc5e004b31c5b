using TaskGrid.Client.Http;

namespace TaskGrid.Client.Prediction;

/// <summary>Predictions and evaluations over HTTP. They change nothing, so they may be repeated.</summary>
internal sealed class HttpPredictions(ApiConnection api, TaskGridClientOptions options)
{
    /// <summary>Answers requests, each for itself.</summary>
    public async Task<IReadOnlyList<PredictOutcome>> PredictAsync(
        IReadOnlyList<PredictRequest> requests, CancellationToken cancellationToken)
    {
        if (requests.Count == 0) return [];
        var call = ApiCall.Post(new ApiPath().Then("predict")) with
        {
            Content = JsonBody.Of(new PredictBatch(requests), ClientJson.Default.PredictBatch),
            IsRepeatable = true,
        };
        var answer = await api.ReadAsync(call, ClientJson.Default.PredictBatchResult, cancellationToken)
            .ConfigureAwait(false);
        if (answer.Results?.Count != requests.Count)
            throw Foreign($"{answer.Results?.Count ?? 0} results for {requests.Count} requests");
        return [.. answer.Results.Select(Outcome)];
    }

    /// <summary>Measures a version.</summary>
    public Task<EvaluationResult> EvaluateAsync(EvaluateRequest request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Post(new ApiPath().Then("evaluate")) with
        {
            Content = JsonBody.Of(request, ClientJson.Default.EvaluateRequest),
            IsRepeatable = true,
            IsLong = true,
        };
        return api.ReadAsync(call, ClientJson.Default.EvaluationResult, cancellationToken);
    }

    private PredictOutcome Outcome(PredictBatchItem item) => item switch
    {
        { Error: { } error } => new(null, new TaskGridException(error.Code, error.Message, error.Errors)),
        { Result: { } result } => new(result, null),
        _ => throw Foreign("a result that is neither an answer nor an error"),
    };

    private TaskGridException Foreign(string what) => new(
        ErrorCodes.ServerUnavailable,
        $"The server at {options.Endpoint} gave {what}. Check that it is a TaskGrid server of this version.");
}
