using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Gateway;

/// <summary>Requests a second of one tenant; of one address for callers that were not recognised.</summary>
internal static class RequestRates
{
    /// <summary>Registers the limit.</summary>
    public static void Add(IServiceCollection services, GatewayOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(PartitionOf(context), _ => Bucket(options.Limits)));
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            var response = rejected.HttpContext.Response;
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask; // the body is written where all of them are
        };
    });

    /// <summary>So many requests.</summary>
    public static TokenBucketRateLimiterOptions Bucket(GatewayLimits limits) => new()
    {
        TokenLimit = limits.RequestBurst,
        TokensPerPeriod = limits.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static string PartitionOf(HttpContext context) =>
        ApiClaims.TenantOf(context.User) is { } tenant
            ? "tenant " + tenant
            : "address " + context.Connection.RemoteIpAddress;
}
