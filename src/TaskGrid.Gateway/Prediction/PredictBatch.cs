using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Answers several requests, each for itself: the failure of one leaves the others alone.</summary>
internal sealed class PredictBatch(InputLimits limits, ApiErrors errors)
{
    /// <summary>Answers.</summary>
    /// <exception cref="TaskGridException">None was answered, for one reason that passes: the status says to try again.</exception>
    public async Task<PredictAnswers> AnswerAsync(PredictBody body, ITaskGrid grid, CancellationToken cancellationToken)
    {
        var problems = new ApiProblems();
        limits.CheckRequests(body.Requests, "requests", problems);
        problems.ThrowIfAny();
        var outcomes = await Task.WhenAll(
            body.Requests.Select(request => AnswerAsync(request, grid, cancellationToken)));
        if (outcomes is [{ Failure: { } first }, ..]
            && ErrorStatus.Of(first.Code) is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            && outcomes.All(each => each.Failure?.Code == first.Code)) throw first;
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
