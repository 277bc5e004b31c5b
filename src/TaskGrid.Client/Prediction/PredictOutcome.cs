namespace TaskGrid.Client.Prediction;

/// <summary>What came of one request of many: an answer, or an error that is this request's alone.</summary>
public sealed class PredictOutcome
{
    private readonly PredictResult? _result;

    internal PredictOutcome(PredictResult? result, TaskGridException? error) => (_result, Error) = (result, error);

    /// <summary>Why there is no answer; null when there is one.</summary>
    public TaskGridException? Error { get; }

    /// <summary>The answer.</summary>
    /// <exception cref="TaskGridException">There is none: <see cref="Error"/>.</exception>
    public PredictResult Result => _result ?? throw Error!;
}
