using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace TaskGrid.Gateway;

/// <summary>Turns exceptions, and error statuses without a body, into errors in the shape of the address.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ApiErrors errors, ILogger<ErrorMiddleware> logger)
{
    /// <summary>Runs the rest and explains its failure.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await next(context);
            var response = context.Response;
            if (response.StatusCode >= StatusCodes.Status400BadRequest
                && !response.HasStarted && response.ContentType is null && response.ContentLength is null)
                await ErrorResponse.WriteAsync(context, errors.OfStatus(response.StatusCode, LimitOf(context)));
        }
        catch (Exception exception) when (exception is ConnectionResetException
            || (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody is there to be told.
        }
        catch (Exception exception)
        {
            var error = errors.Of(exception, LimitOf(context));
            if (ApiErrors.IsOwn(error)) LogFault(logger, RouteOf(context), error.Code, exception);
            if (context.Response.HasStarted)
            {
                context.Abort(); // an answer that was begun must not look whole
                return;
            }

            // Headers of the answer that was meant, such as a file's length, are not those of the error.
            context.Response.Clear();
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await ErrorResponse.WriteAsync(context, error);
        }
    }

    private static BodyLimit? LimitOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>();

    // The pattern, not the address: what clients write is not for the log.
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
}
