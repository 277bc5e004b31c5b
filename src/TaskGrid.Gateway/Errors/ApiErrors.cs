using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>What clients are told of exceptions and of bare statuses.</summary>
internal sealed class ApiErrors(GatewayOptions options)
{
    private const string Hidden =
        "The server cannot do this now. The reason is in its log; tell its operator when it persists.";

    /// <summary>Whether an error is the server's own: its message may name paths and machines, and is only logged.
    /// </summary>
    public static bool IsOwn(ApiError error) => error.Status >= StatusCodes.Status500InternalServerError;

    /// <summary>The error of an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="bodyLimit">The limit of the address; null: that of JSON.</param>
    public ApiError Of(Exception exception, BodyLimit? bodyLimit = null)
    {
        switch (exception)
        {
            case ApiException api:
                return api.Error;
            case TaskGridException expected:
                var error = new ApiError(
                    ErrorStatus.Of(expected.Code), expected.Code, expected.Message, expected.Details)
                {
                    RetryAfter = expected.RetryAfter,
                };
                return IsOwn(error) ? error with { Message = Hidden, Details = [] } : error;
            case BadHttpRequestException { InnerException: JsonException json }:
                return ApiError.Of(ErrorCodes.InvalidArgument, JsonProblem.Of(json));
            case BadHttpRequestException bad:
                var of = OfStatus(bad.StatusCode, bodyLimit);
                return bad.StatusCode == StatusCodes.Status400BadRequest
                    ? of with { Message = ParameterProblem.Of(bad.Message) ?? bad.Message }
                    : of;
            case JsonException json:
                return ApiError.Of(ErrorCodes.InvalidArgument, JsonProblem.Of(json));
            default:
                return ApiError.Of(GatewayErrorCodes.Internal, Hidden);
        }
    }

    /// <summary>The error of a response without a body.</summary>
    /// <param name="status">The status.</param>
    /// <param name="bodyLimit">The limit of the address; null: that of JSON.</param>
    public ApiError OfStatus(int status, BodyLimit? bodyLimit = null)
    {
        var (code, message) = status switch
        {
            StatusCodes.Status401Unauthorized => (
                GatewayErrorCodes.Unauthenticated,
                "A valid API key is needed: 'Authorization: Bearer tg-...'. 'taskgrid key create' makes one."),
            StatusCodes.Status403Forbidden =>
                (GatewayErrorCodes.Forbidden, "The key has not the scope that this call needs."),
            StatusCodes.Status404NotFound =>
                (GatewayErrorCodes.RouteNotFound, "There is no such address. /openapi/v1.json lists them."),
            StatusCodes.Status405MethodNotAllowed =>
                (GatewayErrorCodes.MethodNotAllowed, "This address does not take this method; see the Allow header."),
            StatusCodes.Status413PayloadTooLarge => (
                ErrorCodes.TooLarge,
                $"The body is too large: this address takes at most {bodyLimit?.Bytes ?? options.Limits.MaxBodyBytes:N0} bytes."),
            StatusCodes.Status415UnsupportedMediaType => (
                GatewayErrorCodes.UnsupportedMediaType,
                "The body has another content type than this call takes, which is 'Content-Type: application/json' for most."),
            StatusCodes.Status429TooManyRequests => (
                GatewayErrorCodes.RateLimited,
                $"More than {options.Limits.RequestsPerSecond} requests a second. Try again after Retry-After."),
            >= StatusCodes.Status500InternalServerError => (GatewayErrorCodes.Internal, Hidden),
            _ => (ErrorCodes.InvalidArgument, "The request cannot be understood."),
        };
        return new ApiError(status, code, message, []);
    }
}
