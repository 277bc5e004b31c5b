using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>The token of a request.</summary>
internal static class BearerToken
{
    private const string Prefix = "Bearer ";

    /// <summary>What follows <c>Bearer</c> in the Authorization header; null when there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? text[Prefix.Length..].Trim()
            : null;
    }
}
