using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>JSON that people can read: quotes and letters of every script as they are. No answer is ever a page, and
/// <c>nosniff</c> keeps browsers from taking one for it.</summary>
internal static class PlainText
{
    /// <summary>How texts are written.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The options of a context, written so.</summary>
    public static JsonSerializerOptions Of(JsonSerializerOptions options) => new(options) { Encoder = Encoder };
}
