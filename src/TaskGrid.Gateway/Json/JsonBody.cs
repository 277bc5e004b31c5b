using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Reads bodies whose names are not in camel case.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON, or not of this form.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("The body must be JSON.", StatusCodes.Status415UnsupportedMediaType);
        return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
            ?? throw ApiException.Invalid("The body is null; an object is needed.");
    }
}
