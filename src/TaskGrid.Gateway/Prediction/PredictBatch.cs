namespace TaskGrid.Gateway;

/// <summary>Answers several requests, each for itself: the failure of one leaves the others alone.</summary>
internal sealed class PredictBatch(InputLimits limits, ApiErrors errors)
{
    /// <summary>Answers.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>: none was answered for that reason.</exception>
    public async Task<PredictAnswers> AnswerAsync(PredictBody body, ITaskGrid grid, CancellationToken cancellationToken)
    {
        if (body.Requests.Any(request => request is null))
            throw ApiException.Invalid("A request is null.", "requests");
        limits.Check([.. body.Requests.SelectMany(request => request.Inputs)], "requests");
        var outcomes = await Task.WhenAll(
            body.Requests.Select(request => AnswerAsync(request, grid, cancellationToken)));
        if (outcomes is [{ Failure: { Code: ErrorCodes.ServerBusy } busy }, ..]
            && outcomes.All(each => each.Failure?.Code == busy.Code)) throw busy;
        return new PredictAnswers([.. outcomes.Select(each => Answer(each.Result, each.Failure))]);
    }

    private static async Task<(PredictResult? Result, TaskGridException? Failure)> AnswerAsync(
        PredictRequest request, ITaskGrid grid, CancellationToken cancellationToken)
    {
        try
        {
            return (await grid.PredictAsync(request, cancellationToken), null);
        }
        catch (TaskGridException exception)
        {
            return (null, exception);
        }
    }

    private PredictAnswer Answer(PredictResult? result, TaskGridException? failure)
    {
        if (failure is null) return new PredictAnswer(result, null);
        var error = errors.Of(failure);
        return new PredictAnswer(null, new PredictError(error.Code, error.Message));
    }
}
