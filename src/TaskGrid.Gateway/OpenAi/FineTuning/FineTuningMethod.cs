namespace TaskGrid.Gateway;

/// <summary>How to train.</summary>
internal sealed record FineTuningMethod
{
    /// <summary>Only <c>supervised</c>.</summary>
    public string Type { get; init; } = "supervised";

    /// <summary>Its settings.</summary>
    public FineTuningSupervised? Supervised { get; init; }
}
