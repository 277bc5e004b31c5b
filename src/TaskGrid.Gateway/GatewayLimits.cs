namespace TaskGrid.Gateway;

/// <summary>What clients may send. Each refusal names its limit.</summary>
public sealed record GatewayLimits
{
    /// <summary>The longest JSON body in bytes; by default 4 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 4L << 20;

    /// <summary>The largest data or diff file in bytes; by default 512 MiB.</summary>
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>Inputs in one call, and as many requests; by default 1,024.</summary>
    public int MaxInputs { get; init; } = 1024;

    /// <summary>Characters of one text; by default 100,000.</summary>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>Levels of nesting in a JSON body; by default 32.</summary>
    public int MaxJsonDepth { get; init; } = 32;

    /// <summary>Requests a second of one tenant, at least 1; by default 100.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Requests of one tenant at once after a quiet time, at least 1; by default 200.</summary>
    public int RequestBurst { get; init; } = 200;

    /// <summary>Jobs of one tenant that have not ended, at least 1; by default 100. A server counts those that it found when it
    /// was first asked for one and those that it accepted since.</summary>
    public int MaxUnfinishedJobs { get; init; } = 100;

    /// <summary>Event streams of one tenant that are open at once, at least 1; by default 100.</summary>
    public int MaxEventStreams { get; init; } = 100;
}
