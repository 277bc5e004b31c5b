namespace TaskGrid.Gateway;

/// <summary>How to train.</summary>
internal sealed record FineTuningMethod
{
    /// <summary>Only <c>supervised</c>, also where it is left out.</summary>
    public string? Type { get; init; }

    /// <summary>Its settings.</summary>
    public FineTuningSupervised? Supervised { get; init; }
}
