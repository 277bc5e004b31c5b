namespace TaskGrid.Gateway;

/// <summary>An error that only the HTTP API knows.</summary>
internal sealed class ApiException(ApiError error) : Exception(error.Message)
{
    public ApiError Error => error;

    /// <summary>A part of the request is wrong.</summary>
    public static ApiException Invalid(string message, string? parameter = null) =>
        new(ApiError.Of(ErrorCodes.InvalidArgument, message) with { Parameter = parameter });

    /// <summary>The request is larger than a limit.</summary>
    public static ApiException TooLarge(string message, string? parameter = null) =>
        new(ApiError.Of(ErrorCodes.TooLarge, message) with { Parameter = parameter });

    /// <summary>Too much at once.</summary>
    public static ApiException RateLimited(string message) => new(ApiError.Of(GatewayErrorCodes.RateLimited, message));
}
