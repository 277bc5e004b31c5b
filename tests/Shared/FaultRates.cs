namespace TaskGrid.Tests;

/// <summary>How often a <see cref="FaultyBlobStore"/> misbehaves: probabilities from 0 to 1.</summary>
internal sealed record FaultRates
{
    /// <summary>A call throws <see cref="ErrorCodes.StoreUnavailable"/> and does nothing.</summary>
    public double Fail { get; init; }

    /// <summary>A write or delete is done and then throws <see cref="ErrorCodes.StoreUnavailable"/>.</summary>
    public double FailAfterwards { get; init; }

    /// <summary>A write or read breaks off somewhere in its content with <see cref="ErrorCodes.StoreUnavailable"/>.
    /// </summary>
    public double Tear { get; init; }

    /// <summary>A conditional write or delete does nothing and answers that its condition did not hold.</summary>
    public double FalseCondition { get; init; }

    /// <summary>A call waits before it does anything.</summary>
    public double Delay { get; init; }

    /// <summary>The longest such wait.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The keys and prefixes that this is about.</summary>
    public Func<string, bool> Keys { get; init; } = _ => true;
}
