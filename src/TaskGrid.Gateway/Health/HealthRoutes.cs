using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work, by <see cref="ReadyCheck"/>.</summary>
internal static class HealthRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthBody("live")))
            .AllowAnonymous().DisableRateLimiting().WithTags("health").WithSummary("The process answers.");
        routes.MapGet("/health/ready", ReadyAsync)
            .AllowAnonymous().DisableRateLimiting().WithTags("health").WithSummary("The server can work.")
            .Produces<HealthBody>().Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(ReadyCheck check, CancellationToken cancellationToken) =>
        await check.IsReadyAsync(cancellationToken) ? TypedResults.Ok(new HealthBody("ready")) : Unavailable();

    private static JsonHttpResult<HealthBody> Unavailable() =>
        TypedResults.Json(
            new HealthBody("unavailable"),
            GatewayJson.Wire.HealthBody,
            statusCode: StatusCodes.Status503ServiceUnavailable);
}
