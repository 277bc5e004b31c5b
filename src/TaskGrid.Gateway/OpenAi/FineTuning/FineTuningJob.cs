namespace TaskGrid.Gateway;

/// <summary>A job in OpenAI's shape.</summary>
internal sealed record FineTuningJob
{
    public required string Id { get; init; }

    public string Object { get; } = "fine_tuning.job";

    public required long CreatedAt { get; init; }

    public required long? FinishedAt { get; init; }

    public required long? EstimatedFinish { get; init; }

    public required string Status { get; init; }

    public required string Model { get; init; }

    public required string? FineTunedModel { get; init; }

    public required string OrganizationId { get; init; }

    public required string TrainingFile { get; init; }

    public required string? ValidationFile { get; init; }

    public IReadOnlyList<string> ResultFiles { get; } = [];

    public required FineTuningHyperparameters Hyperparameters { get; init; }

    public required FineTuningMethod Method { get; init; }

    public required int Seed { get; init; }

    public long? TrainedTokens { get; }

    public IReadOnlyList<string> Integrations { get; } = [];

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required FineTuningError? Error { get; init; }
}
