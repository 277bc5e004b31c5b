using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>Optional fields of a JSON object; null in the file is as good as absent.</summary>
internal static class JsonFields
{
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <exception cref="JsonException">The field is there but not a string.</exception>
    public static string? Text(this JsonElement element, string name) => element.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw new JsonException($"'{name}' is not a string."),
    };

    /// <exception cref="JsonException">The field is there but neither true nor false.</exception>
    public static bool? Flag(this JsonElement element, string name) => element.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new JsonException($"'{name}' is neither true nor false."),
    };

    /// <exception cref="JsonException">The field is there but not a whole number of 32 bits.</exception>
    public static int? Number(this JsonElement element, string name) => element.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => throw new JsonException($"'{name}' is not a whole number."),
    };
}
