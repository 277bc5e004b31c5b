namespace TaskGrid.Client.Http;

/// <summary>One call of the API, from which each attempt makes its own request.</summary>
internal sealed record ApiCall(HttpMethod Method, ApiPath Path)
{
    /// <summary>Makes the body of one attempt; null: none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether the body can be sent again.</summary>
    public bool ContentRepeats { get; init; } = true;

    /// <summary>Whether the server does the same when it gets the call twice.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Sent as <c>Idempotency-Key</c>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Sent as <c>Last-Event-ID</c>.</summary>
    public long? LastEventId { get; init; }

    /// <summary>What the answer has to be.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Whether the long time-out holds for it.</summary>
    public bool IsLong { get; init; }

    /// <summary>What it is called in messages: no query, no host.</summary>
    public string Name => $"{Method} /{Path.ToString().Split('?')[0]}";

    /// <summary>Reads; so it can be repeated.</summary>
    public static ApiCall Get(ApiPath path) => new(HttpMethod.Get, path) { IsRepeatable = true };

    /// <summary>Removes something.</summary>
    public static ApiCall Delete(ApiPath path) => new(HttpMethod.Delete, path);

    /// <summary>Does something.</summary>
    public static ApiCall Post(ApiPath path) => new(HttpMethod.Post, path);

    /// <summary>The call with the caller's idempotency key, or one of its own; so it can be repeated.</summary>
    public ApiCall Once(string? idempotencyKey) => this with { IdempotencyKey = Http.IdempotencyKey.Of(idempotencyKey) };
}
