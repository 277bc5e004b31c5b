using System.Text.Json;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Values of a JSON row as text.</summary>
internal static class JsonText
{
    /// <summary>Reads a text.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="FormatException">There is no such property or it is not a string.</exception>
    public static string Text(JsonElement row, string name)
    {
        var value = Property(row, name);
        return value.ValueKind == JsonValueKind.String
            ? String(value, name)
            : throw new FormatException($"'{name}' is {Name(value.ValueKind)} instead of a string");
    }

    /// <summary>Reads a label: a string, or a number, <c>true</c> or <c>false</c> as they are written.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="FormatException">There is no such property or it is of another type.</exception>
    public static string Label(JsonElement row, string name)
    {
        var value = Property(row, name);
        return value.ValueKind switch
        {
            JsonValueKind.String => String(value, name),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new FormatException($"'{name}' is {Name(value.ValueKind)} instead of a string or a number"),
        };
    }

    /// <summary>Finds a property.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public static JsonElement Property(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException($"the property '{name}' is missing");

    /// <summary>What a value is, in words.</summary>
    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static string String(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"'{name}' holds half of a surrogate pair", exception);
        }
    }
}
