using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskGrid.Node;

/// <summary>The record of a training as a diff file holds it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrainingRecord))]
internal sealed partial class TrainingRecordJson : JsonSerializerContext
{
    // It stays in the task's document and in memory; whoever made the diff may have written anything.
    private const int MaxText = 64;

    /// <summary>Writes a record.</summary>
    public static string Write(TrainingRecord record) => JsonSerializer.Serialize(record, Default.TrainingRecord);

    /// <summary>Reads a record; null when the file has none or another kind.</summary>
    public static TrainingRecord? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.TrainingRecord) is { } record
                && ((string?[])[record.Base, record.Method, record.Metric, record.Precision, record.Device])
                    .All(text => text is null or { Length: <= MaxText })
                    ? record
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
