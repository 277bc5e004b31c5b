namespace TaskGrid.Serving;

/// <summary>How requests become batches.</summary>
public sealed record BatchingOptions
{
    /// <summary>Tokens of one forward pass, unless a single text has more; null (the default): so many that what a pass costs
    /// however short is a twentieth of it on this machine, from 256 to 1,024, on a CUDA device to 8,192.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>How long a batch that is smaller than the last one may wait for more requests; by default 2 ms. A lone client
    /// never waits.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long the work that waits may take altogether; by default 10 s. Beyond it requests of tenants that wait for their
    /// share of it are refused with <see cref="ErrorCodes.ServerBusy"/>, but for tasks that wait for less than theirs.</summary>
    public TimeSpan MaxQueueTime { get; init; } = TimeSpan.FromSeconds(10);
}
