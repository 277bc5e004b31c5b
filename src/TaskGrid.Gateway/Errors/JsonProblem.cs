using System.Globalization;
using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>Says what is wrong with a JSON body.</summary>
internal static class JsonProblem
{
    /// <summary>In words, with the place.</summary>
    public static string Of(JsonException exception)
    {
        // The serializer's text ends with the place, which is said again below in this API's words.
        var text = exception.Message;
        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        if (end >= 0) text = text[..end];
        // Names of the server's own types help nobody.
        if (text.Contains("TaskGrid.", StringComparison.Ordinal) || text.Contains("System.", StringComparison.Ordinal))
            text = Without(text);
        var place = exception.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {exception.BytePositionInLine + 1})")
            : "";
        var path = exception.Path is { Length: > 1 and < 200 } at ? $" at {at}" : "";
        return $"The JSON body cannot be used{path}{place}: {text}";
    }

    private static string Without(string text)
    {
        const string missing = "was missing required properties including: ";
        var at = text.IndexOf(missing, StringComparison.Ordinal);
        if (at >= 0) return $"These are missing: {text[(at + missing.Length)..]}";
        var twice = text.IndexOf(" encountered during deserialization", StringComparison.Ordinal);
        if (twice >= 0) return $"{text[..twice]}: it is there twice.";
        var unknown = text.IndexOf(" could not be mapped to any .NET member", StringComparison.Ordinal);
        return unknown >= 0
            ? $"{text[..unknown]} is none that this place has."
            : "A value is of another type than this place takes.";
    }
}
