namespace TaskGrid.Client;

/// <summary>Where the server is and how patient the client is. A class and not a record, so that it never prints its
/// key.</summary>
public sealed class TaskGridClientOptions
{
    /// <summary>The server, <c>http</c> or <c>https</c>; a path before <c>/v1</c> is kept.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The key, sent as a bearer token; null for a server without keys.</summary>
    public string? Key { get; init; }

    /// <summary>How often a call is tried again, 0 to 100; by default 5 times.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The pause before the first retry; it doubles with each, half of it at random. By default 200
    /// ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest of these pauses; by default 10 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait that a server's <c>Retry-After</c> may ask for; a longer one ends the call with the
    /// server's error. By default 1 minute.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt of a call may take, to the last byte of its answer; for a download to the first.
    /// By
    /// default 100 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The same for uploads, imports and evaluations; by default 30 minutes.</summary>
    public TimeSpan LongAttemptTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A seekable file that is longer is uploaded in parts of so many bytes, each of which can be tried again
    /// alone, 1 to 64 MiB; by default 8 MiB.</summary>
    public int UploadPartBytes { get; init; } = 8 << 20;

    /// <summary>A stream of events that brings nothing for so long is opened anew; by default 100 s.</summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a stream of events tries to reach a server that is away; by default 5 minutes.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of every pause and time-out.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Chooses the random part of the pauses.</summary>
    public Random Random { get; init; } = Random.Shared;
}
