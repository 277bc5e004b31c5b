using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskGrid.Node;

/// <summary>The record of a training as a diff file holds it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrainingRecord))]
internal sealed partial class TrainingRecordJson : JsonSerializerContext
{
    /// <summary>Writes a record.</summary>
    public static string Write(TrainingRecord record) => JsonSerializer.Serialize(record, Default.TrainingRecord);

    /// <summary>Reads a record; null when the file has none or another kind.</summary>
    public static TrainingRecord? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.TrainingRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
