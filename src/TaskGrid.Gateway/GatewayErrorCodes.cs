namespace TaskGrid.Gateway;

/// <summary>Codes of errors that only the HTTP API has, beside <see cref="ErrorCodes"/>.</summary>
public static class GatewayErrorCodes
{
    /// <summary>No key, or one that does not exist, was revoked or has expired.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The key has not the scope that the call needs.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>Too many requests a second, or too many open event streams.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>There is no such address.</summary>
    public const string RouteNotFound = "route_not_found";

    /// <summary>The address exists, but not with this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The body is of another content type than the call takes.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>A fault of the server.</summary>
    public const string Internal = "internal";
}
