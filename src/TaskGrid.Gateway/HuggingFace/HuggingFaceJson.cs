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
internal sealed partial class HuggingFaceJson : JsonSerializerContext
{
    /// <summary>As bodies are written and read.</summary>
    public static HuggingFaceJson Wire => Written.Context;

    // Apart, so that the generated default is there first.
    private static class Written
    {
        public static readonly HuggingFaceJson Context = new(PlainText.Of(Default.Options));
    }
}
