using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Gateway;

/// <summary>The limit of addresses that take files.</summary>
internal static class FileLimits
{
    /// <summary>The largest file in bytes.</summary>
    public static long FileLimit(this IEndpointRouteBuilder routes) =>
        routes.ServiceProvider.GetRequiredService<GatewayOptions>().Limits.MaxFileBytes;
}
