namespace TaskGrid.Gateway;

/// <summary>Answers several requests, each for itself: the failure of one leaves the others alone.</summary>
internal sealed class PredictBatch(InputLimits limits, ApiErrors errors)
{
    // More at once only wait for each other: a forward pass uses every core.
    private const int AtOnce = 4;

    /// <summary>Answers.</summary>
    public async Task<PredictAnswers> AnswerAsync(PredictBody body, ITaskGrid grid, CancellationToken cancellationToken)
    {
        if (body.Requests.Any(request => request is null))
            throw ApiException.Invalid("A request is null.", "requests");
        limits.Check([.. body.Requests.SelectMany(request => request.Inputs)], "requests");
        var answers = new PredictAnswer[body.Requests.Count];
        await Parallel.ForAsync(
            0,
            answers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => answers[i] = await AnswerAsync(body.Requests[i], grid, token));
        return new PredictAnswers(answers);
    }

    private async Task<PredictAnswer> AnswerAsync(
        PredictRequest request, ITaskGrid grid, CancellationToken cancellationToken)
    {
        try
        {
            return new PredictAnswer(await grid.PredictAsync(request, cancellationToken), null);
        }
        catch (TaskGridException exception)
        {
            var error = errors.Of(exception);
            return new PredictAnswer(null, new PredictError(error.Code, error.Message));
        }
    }
}
