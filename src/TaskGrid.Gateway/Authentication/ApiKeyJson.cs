using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>How API keys are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiKeyInfo))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
