using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>A number, or <c>"auto"</c> for null.</summary>
internal sealed class AutoNumberConverter : JsonConverter<double?>
{
    private const string Auto = "auto";

    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDouble(out var number) => number,
            JsonTokenType.Null => null,
            JsonTokenType.String when reader.ValueTextEquals(Auto) => null,
            _ => throw new JsonException("A hyperparameter is a number or \"auto\"."),
        };

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue(Auto);
    }
}
