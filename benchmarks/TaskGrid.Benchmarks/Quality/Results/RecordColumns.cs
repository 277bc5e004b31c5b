using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>A CSV's columns: the properties of a record, in camel case as in <c>train --json</c>.</summary>
/// <typeparam name="T">What a line holds.</typeparam>
internal static class RecordColumns<T>
    where T : class
{
    private static readonly PropertyInfo[] Properties =
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)];

    /// <summary>The header.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Properties.Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    /// <summary>The header or a record as a line, after RFC 4180.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quote)) + "\n";

    /// <summary>The fields of a record.</summary>
    public static IEnumerable<string> Fields(T record) =>
        Properties.Select(property => Convert.ToString(property.GetValue(record), CultureInfo.InvariantCulture) ?? "");

    /// <summary>A record from its fields.</summary>
    /// <param name="fields">Fields by column name.</param>
    /// <exception cref="FormatException">A field is missing or not what its column holds.</exception>
    public static T Parse(IReadOnlyDictionary<string, string> fields)
    {
        // Numbers stand in the file as JSON writes them; only texts must be quoted for it.
        var json = Properties.Zip(Names).Select(column =>
        {
            var text = fields.TryGetValue(column.Second, out var value)
                ? value
                : throw new FormatException($"column '{column.Second}' is missing");
            if (column.First.PropertyType == typeof(string)) text = JsonSerializer.Serialize(text);
            return $"\"{column.First.Name}\":{(text.Length == 0 ? "null" : text)}";
        });
        try
        {
            return JsonSerializer.Deserialize<T>($"{{{string.Join(',', json)}}}")!;
        }
        catch (JsonException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
