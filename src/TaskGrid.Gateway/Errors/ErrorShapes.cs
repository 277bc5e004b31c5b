using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Tells the shape of errors by the address, so that it holds also where no route was found.</summary>
internal static class ErrorShapes
{
    // What else is under /v1 is OpenAI's, also what there is not here: their clients read the code and the message of no other shape.
    private static readonly string[] Native =
        ["/v1/tasks", "/v1/jobs", "/v1/data", "/v1/predict", "/v1/evaluate", "/v1/bases", "/v1/nodes"];

    /// <summary>The shape of errors on an address.</summary>
    public static ErrorShape Of(PathString path) =>
        path.StartsWithSegments("/hf", StringComparison.Ordinal) ? ErrorShape.HuggingFace
        : !path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || Native.Any(prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal)) ? ErrorShape.Problem
        : ErrorShape.OpenAi;
}
