using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TaskGrid.Gateway;

/// <summary>Writes errors.</summary>
internal static class ErrorResponse
{
    // After a full queue a job has to end first; a client that asks sooner only adds load.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Writes an error in the shape of the address.</summary>
    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        if (error.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            && !response.Headers.ContainsKey(HeaderNames.RetryAfter))
            response.Headers.RetryAfter = Math.Ceiling((error.RetryAfter ?? RetryAfter).TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        var shape = ErrorShapes.Of(context.Request.Path);
        response.ContentType = shape == ErrorShape.Problem ? "application/problem+json" : "application/json";
        // A HEAD request gets no body.
        if (HttpMethods.IsHead(context.Request.Method)) return Task.CompletedTask;
        var body = shape switch
        {
            ErrorShape.OpenAi => JsonSerializer.SerializeToUtf8Bytes(
                OpenAiErrorDocument.Of(error), OpenAiJson.Wire.OpenAiErrorDocument),
            ErrorShape.HuggingFace => JsonSerializer.SerializeToUtf8Bytes(
                new HuggingFaceError(error.Message, error.Code), HuggingFaceJson.Wire.HuggingFaceError),
            _ => JsonSerializer.SerializeToUtf8Bytes(ProblemBody.Of(error), GatewayJson.Wire.ProblemBody),
        };
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
