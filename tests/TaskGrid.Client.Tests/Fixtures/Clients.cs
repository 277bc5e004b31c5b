namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>Options for tests: time-outs are longer than every pause, so that the clock can tell them apart.</summary>
internal static class Clients
{
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    public static readonly TimeSpan StreamIdleTimeout = TimeSpan.FromSeconds(200);

    public static readonly TimeSpan LongAttemptTimeout = TimeSpan.FromSeconds(300);

    public static TaskGridClientOptions Options(
        Uri endpoint, SkippingTime? time = null, string? key = null, int maxRetries = 5) => new()
        {
            Endpoint = endpoint,
            Key = key,
            MaxRetries = maxRetries,
            AttemptTimeout = AttemptTimeout,
            LongAttemptTimeout = LongAttemptTimeout,
            StreamIdleTimeout = StreamIdleTimeout,
            TimeProvider = time ?? new SkippingTime(),
            Random = new Random(1),
        };
}
