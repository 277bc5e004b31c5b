using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Client.Http;

/// <summary>Bodies that are JSON.</summary>
internal static class JsonBody
{
    /// <summary>Makes bodies of a value, written once for all attempts.</summary>
    public static Func<HttpContent> Of<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return () => new ByteArrayContent(bytes)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }
}
