using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>The body of an error.</summary>
/// <param name="Error">The error.</param>
internal sealed record OpenAiErrorDocument(OpenAiError Error)
{
    /// <summary>The body of an error.</summary>
    public static OpenAiErrorDocument Of(ApiError error)
    {
        // Their clients print the message alone, so every single problem belongs into it.
        var rest = error.Details.Where(each => !error.Message.Contains(each, StringComparison.Ordinal));
        var message = string.Join(" ", rest.Prepend(error.Message));
        return new OpenAiErrorDocument(new OpenAiError(message, TypeOf(error.Status), error.Parameter, error.Code));
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request_error",
    };
}
