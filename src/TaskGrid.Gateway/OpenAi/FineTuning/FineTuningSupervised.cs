namespace TaskGrid.Gateway;

/// <summary>Settings of supervised training.</summary>
internal sealed record FineTuningSupervised
{
    /// <summary>Numbers, or <c>auto</c>.</summary>
    public FineTuningHyperparameters? Hyperparameters { get; init; }
}
