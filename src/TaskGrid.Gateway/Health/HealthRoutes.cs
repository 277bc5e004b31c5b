using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TaskGrid.Gateway;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work, its store answers too, and every
/// <see cref="IReadiness"/> says so.</summary>
internal static class HealthRoutes
{
    // A key that no document has: looking for it touches the store and finds nothing.
    private const string Probe = "nodes/ready-probe.json";

    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthBody("live")))
            .AllowAnonymous().DisableRateLimiting().WithTags("health").WithSummary("The process answers.");
        routes.MapGet("/health/ready", ReadyAsync)
            .AllowAnonymous().DisableRateLimiting().WithTags("health").WithSummary("The server can work.")
            .Produces<HealthBody>().Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(
        IServiceProvider services, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        try
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested) return Unavailable();
            if (services.GetServices<IReadiness>().Any(each => !each.IsReady)) return Unavailable();
            if (services.GetService<IBlobStore>() is { } store) await store.FindAsync(Probe, cancellationToken);
            return TypedResults.Ok(new HealthBody("ready"));
        }
        catch (TaskGridException)
        {
            return Unavailable();
        }
    }

    private static JsonHttpResult<HealthBody> Unavailable() =>
        TypedResults.Json(
            new HealthBody("unavailable"),
            GatewayJson.Wire.HealthBody,
            statusCode: StatusCodes.Status503ServiceUnavailable);
}
