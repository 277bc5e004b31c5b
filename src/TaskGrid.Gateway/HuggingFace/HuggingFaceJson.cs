using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>How Hugging Face-shaped bodies are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HuggingFaceError))]
internal sealed partial class HuggingFaceJson : JsonSerializerContext;
