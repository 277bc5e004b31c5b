using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>How Hugging Face-shaped bodies are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(HuggingFaceError))]
[JsonSerializable(typeof(HuggingFaceRequest))]
[JsonSerializable(typeof(HuggingFaceLabel[][]))]
internal sealed partial class HuggingFaceJson : JsonSerializerContext;
