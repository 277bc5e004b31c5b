namespace TaskGrid.Orleans;

/// <summary>A <see cref="TaskGridException"/> between silos; its cause stays where it happened.</summary>
[GenerateSerializer]
[Alias("taskgrid.failure")]
[Immutable]
public struct FailureWire
{
    /// <summary>See <see cref="TaskGridException.Code"/>.</summary>
    [Id(0)]
    public string Code { get; set; }

    /// <summary>Its message.</summary>
    [Id(1)]
    public string Message { get; set; }

    /// <summary>See <see cref="TaskGridException.Details"/>.</summary>
    [Id(2)]
    public string[] Details { get; set; }

    /// <summary>See <see cref="TaskGridException.RetryAfter"/>.</summary>
    [Id(3)]
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>See <see cref="TaskGridException.BaseFingerprint"/>.</summary>
    [Id(4)]
    public string? BaseFingerprint { get; set; }
}
