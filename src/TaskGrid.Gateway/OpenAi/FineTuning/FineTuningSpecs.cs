namespace TaskGrid.Gateway;

/// <summary>Translates a fine-tuning request into a job.</summary>
internal static class FineTuningSpecs
{
    /// <summary>The learning rate that a multiplier of 1 stands for.</summary>
    public const double ReferenceRate = 1e-3;

    /// <summary>The only method.</summary>
    public const string Supervised = "supervised";

    /// <summary>The job that a request asks for.</summary>
    public static async Task<JobSpec> OfAsync(
        FineTuningRequest request, ITaskGrid grid, CancellationToken cancellationToken)
    {
        if (request.Method is { Type: not (null or Supervised) })
            throw ApiException.Invalid("The only method is 'supervised'.", "method.type");
        if (request.Seed is < int.MinValue or > int.MaxValue)
            throw ApiException.Invalid($"The seed is between {int.MinValue} and {int.MaxValue}.", "seed");
        var numbers = request.Method?.Supervised?.Hyperparameters ?? request.Hyperparameters
            ?? new FineTuningHyperparameters();
        var earlier = request.Model.Contains('@', StringComparison.Ordinal)
            ? await EarlierAsync(request.Model, grid, cancellationToken)
            : null;
        return new JobSpec
        {
            Train = new TrainSpec
            {
                Task = request.Suffix is { } suffix ? TaskNames.OfSuffix(suffix)
                    : earlier?.Task ?? TaskNames.OfFile(request.TrainingFile),
                Base = earlier?.Base ?? request.Model,
                TrainFile = request.TrainingFile,
                DevFile = request.ValidationFile,
                Epochs = Whole(numbers.NEpochs, "n_epochs"),
                BatchSize = Whole(numbers.BatchSize, "batch_size"),
                LearningRate = numbers.LearningRateMultiplier * ReferenceRate,
                Seed = (int)(request.Seed ?? 0),
            },
            ContinueFrom = earlier?.Reference,
            Metadata = Metadata(request),
        };
    }

    private static async Task<EarlierResult> EarlierAsync(
        string model, ITaskGrid grid, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(model);
        var task = await grid.Tasks.GetAsync(reference.Task, cancellationToken);
        var number = reference.Version ?? TaskParts.Alias(task, reference.Alias!).Targets[0].Version;
        return new EarlierResult(
            reference.Task,
            TaskParts.Version(task, number).Info.Base ?? throw new TaskGridException(
                ErrorCodes.BaseNotFound, $"The base of '{model}' is not on this server. Import it first."),
            ModelReference.Of(reference.Task, number));
    }

    private static int? Whole(double? number, string parameter) =>
        number is null ? null
        : number is >= 1 and <= int.MaxValue && Math.Floor(number.Value) == number ? (int)number.Value
        : throw ApiException.Invalid($"'{parameter}' is a whole number of at least 1, or \"auto\".", parameter);

    private static Dictionary<string, string> Metadata(FineTuningRequest request)
    {
        var pairs = request.Metadata ?? [];
        if (pairs.Values.Any(value => value is null))
            throw ApiException.Invalid("A value in the metadata is null; texts are needed.", "metadata");
        return pairs.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }
}
