namespace TaskGrid;

/// <summary>A report from a running training, about four a second and one at each end of an epoch.</summary>
public sealed record TrainProgress
{
    /// <summary>What is being done, e.g. <c>phase 1: gates</c>, <c>phase 2: projection</c>, <c>phase 3: values</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Steps done in the whole run.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required int Steps { get; init; }

    /// <summary>Epochs done in the whole run, fractional.</summary>
    public required double Epoch { get; init; }

    /// <summary>Mean training loss since the last report.</summary>
    public double? Loss { get; init; }

    /// <summary>Expected density of the gates, Σ P(z &gt; 0) ÷ d; null outside a gated phase.</summary>
    public double? ExpectedDensity { get; init; }

    /// <summary>The dev metric, when an epoch has just been evaluated.</summary>
    public double? DevMetric { get; init; }

    /// <summary>Time left by the pace so far.</summary>
    public TimeSpan? Remaining { get; init; }
}
