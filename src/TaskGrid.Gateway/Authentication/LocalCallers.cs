using System.Net;
using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>
/// Keeps a server without authentication to this machine: it listens on loopback only, and a page in this machine's
/// browser that sends requests to it, under its own name or another, is refused.
/// </summary>
internal sealed class LocalCallers(RequestDelegate next)
{
    /// <summary>Checks where a server without authentication is to listen.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void Check(IEnumerable<string> urls)
    {
        var open = urls.Where(url => !IsLoopback(url)).ToArray();
        if (open.Length > 0)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"Without authentication the server listens on this machine only, not on {string.Join(", ", open)}. "
                + "Use http://127.0.0.1:PORT, or leave --no-auth out and make a key with 'taskgrid key create'.");
    }

    /// <summary>Lets local callers through.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        var isLocal = context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address)
            && IsLoopback("http://" + request.Host.Value)
            && (origin.Length == 0 || IsLoopback(origin));
        if (isLocal) return next(context);
        throw new ApiException(ApiError.Of(
            GatewayErrorCodes.Forbidden,
            "This server has no authentication and answers only programs on its own machine, by a loopback address."));
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsLoopback;
}
