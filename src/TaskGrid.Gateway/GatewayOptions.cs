using System.Net;

namespace TaskGrid.Gateway;

/// <summary>Settings of the HTTP API.</summary>
public sealed record GatewayOptions
{
    /// <summary>What <see cref="KeyGrace"/> is by default.</summary>
    internal static readonly TimeSpan DefaultKeyGrace = TimeSpan.FromHours(1);

    /// <summary>Where to listen, e.g. <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>Answers everybody as <see cref="OpenTenant"/>, without a key. Only where every url is loopback.</summary>
    public bool NoAuthentication { get; init; }

    /// <summary>The tenant of callers without a key; by default <c>default</c>.</summary>
    public string OpenTenant { get; init; } = "default";

    /// <summary>How long an API key is taken while the store is away, counted from when it was last read there, also one that was revoked
    /// since; by default an hour.</summary>
    public TimeSpan KeyGrace { get; init; } = DefaultKeyGrace;

    /// <summary>Accepts tokens of an identity provider too; null: API keys only.</summary>
    public JwtOptions? Jwt { get; init; }

    /// <summary>Proxies whose <c>X-Forwarded-For</c> tells the caller's address; none: the connection's address is the caller's.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Refuses everything that changes something.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What clients may send.</summary>
    public GatewayLimits Limits { get; init; } = new();

    /// <summary>A comment line so often on a quiet event stream; by default every 15 s.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(15);
}
