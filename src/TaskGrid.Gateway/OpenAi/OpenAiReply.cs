using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TaskGrid.Gateway;

/// <summary>Answers in OpenAI's shape.</summary>
internal static class OpenAiReply
{
    /// <summary>An answer.</summary>
    public static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);
}
