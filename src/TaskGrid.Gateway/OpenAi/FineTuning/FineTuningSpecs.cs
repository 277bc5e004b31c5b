namespace TaskGrid.Gateway;

/// <summary>Translates a fine-tuning request into a job.</summary>
internal static class FineTuningSpecs
{
    /// <summary>The learning rate that a multiplier of 1 stands for.</summary>
    public const double ReferenceRate = 1e-3;

    /// <summary>The only method.</summary>
    public const string Supervised = "supervised";

    /// <summary>The job that a request asks for. What the grid would refuse is refused here, with all else that is wrong, and by the names
    /// that the client knows.</summary>
    public static async Task<JobSpec> OfAsync(
        FineTuningRequest request, ITaskGrid grid, CancellationToken cancellationToken)
    {
        var problems = new ApiProblems();
        if (request.Method is { Type: not (null or Supervised) })
            problems.AddInvalid("The only method is 'supervised'.", "method.type");
        if (request.Seed is < int.MinValue or > int.MaxValue)
            problems.AddInvalid($"The seed is between {int.MinValue} and {int.MaxValue}.", "seed");
        var numbers = request.Method?.Supervised?.Hyperparameters ?? request.Hyperparameters
            ?? new FineTuningHyperparameters();
        var epochs = Whole(numbers.NEpochs, TrainSpec.MaxEpochs, "n_epochs", problems);
        var batchSize = Whole(numbers.BatchSize, TrainSpec.MaxBatchSize, "batch_size", problems);
        if (numbers.LearningRateMultiplier is <= 0 or > 1 / ReferenceRate)
            problems.AddInvalid(
                $"'learning_rate_multiplier' is above 0 and at most {1 / ReferenceRate:N0}, or \"auto\".", "learning_rate_multiplier");
        var metadata = request.Metadata ?? [];
        CheckMetadata(metadata, problems);
        var task = request.Suffix is null ? null : TaskNames.OfSuffix(request.Suffix, problems);
        var start = await problems.FindAsync(() => StartAsync(request, grid, problems, cancellationToken), "model");
        if (!problems.IsEmpty) await AddMissingAsync(request, start, grid, problems, cancellationToken);
        problems.ThrowIfAny();
        var train = start!.Train;
        return start with
        {
            Train = train with
            {
                Task = task ?? train.Task,
                TrainFile = request.TrainingFile,
                DevFile = request.ValidationFile,
                Epochs = epochs ?? train.Epochs,
                BatchSize = batchSize ?? train.BatchSize,
                LearningRate = numbers.LearningRateMultiplier * ReferenceRate ?? train.LearningRate,
                Seed = (int)(request.Seed ?? train.Seed),
            },
            Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
        };
    }

    // A base, an earlier result, or a job of which a checkpoint is to be gone on from: that one trains the same.
    private static async Task<JobSpec> StartAsync(
        FineTuningRequest request, ITaskGrid grid, ApiProblems problems, CancellationToken cancellationToken)
    {
        var model = request.Model;
        if (model.StartsWith(FineTuningCheckpoint.JobPrefix, StringComparison.Ordinal))
            return New((await grid.Jobs.GetAsync(model, cancellationToken)).Spec.Train, model);
        if (!model.Contains('@', StringComparison.Ordinal))
            return New(OnBase(request.Suffix is null ? TaskNames.OfFile(request.TrainingFile, problems) : "", model), null);
        var reference = ModelReference.Parse(model);
        var version = (await grid.Tasks.GetAsync(reference.Task, cancellationToken)).Find(reference);
        var name = version.Info.Base ?? throw new TaskGridException(
            ErrorCodes.BaseNotFound, $"The base of '{model}' is not on this server. Import it first.");
        // As it was said: a repeated request stays the same when its alias has moved meanwhile.
        return New(OnBase(reference.Task, name), model);
    }

    private static JobSpec New(TrainSpec train, string? from) => new() { Train = train, ContinueFrom = from };

    private static TrainSpec OnBase(string task, string name) => new() { Task = task, Base = name, TrainFile = "" };

    // The grid would tell it, but is not asked for a job that is wrong already.
    private static async Task AddMissingAsync(
        FineTuningRequest request, JobSpec? start, ITaskGrid grid, ApiProblems problems, CancellationToken cancellationToken)
    {
        if (start is { Train.Base: var name })
            await problems.FindAsync(() => BaseRoutes.GetAsync(grid, name, cancellationToken), "model");
        await problems.FindAsync(() => grid.Files.GetAsync(request.TrainingFile, cancellationToken), "training_file");
        if (request.ValidationFile is { } file)
            await problems.FindAsync(() => grid.Files.GetAsync(file, cancellationToken), "validation_file");
    }

    private static void CheckMetadata(Dictionary<string, string?> metadata, ApiProblems problems)
    {
        if (metadata.Values.Any(value => value is null))
            problems.AddInvalid("A value in the metadata is null; texts are needed.", "metadata");
        if (metadata.Count > JobSpec.MaxMetadata)
            problems.AddInvalid($"The metadata are at most {JobSpec.MaxMetadata} pairs, not {metadata.Count}.", "metadata");
        if (metadata.Any(pair => pair.Key.Length > JobSpec.MaxMetadataName || pair.Value?.Length > JobSpec.MaxMetadataValue))
            problems.AddInvalid(
                $"Names in the metadata have at most {JobSpec.MaxMetadataName} characters, values at most {JobSpec.MaxMetadataValue}.",
                "metadata");
    }

    private static int? Whole(double? number, int max, string parameter, ApiProblems problems)
    {
        if (number is null) return null;
        if (number >= 1 && number <= max && Math.Floor(number.Value) == number) return (int)number.Value;
        problems.AddInvalid($"'{parameter}' is a whole number from 1 to {max:N0}, or \"auto\".", parameter);
        return null;
    }
}
