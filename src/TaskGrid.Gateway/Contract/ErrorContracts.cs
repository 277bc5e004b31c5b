using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary>Tells the OpenAPI document what errors look like.</summary>
internal static class ErrorContracts
{
    // Any address may answer with most of them, so all are told with all.
    private static readonly int[] Statuses =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>A group of addresses whose errors have one shape.</summary>
    public static RouteGroupBuilder MapErrors<TError>(this IEndpointRouteBuilder routes, string contentType)
    {
        var group = routes.MapGroup("");
        foreach (var status in Statuses)
            group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TError), [contentType]));
        return group;
    }
}
