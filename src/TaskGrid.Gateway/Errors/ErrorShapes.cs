using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Tells the shape of errors by the address, so that it holds also where no route was found.</summary>
internal static class ErrorShapes
{
    private static readonly string[] OpenAi = ["/v1/files", "/v1/fine_tuning", "/v1/models", "/v1/chat"];

    /// <summary>The shape of errors on an address.</summary>
    public static ErrorShape Of(PathString path) =>
        path.StartsWithSegments("/hf", StringComparison.Ordinal) ? ErrorShape.HuggingFace
        : OpenAi.Any(prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal)) ? ErrorShape.OpenAi
        : ErrorShape.Problem;
}
