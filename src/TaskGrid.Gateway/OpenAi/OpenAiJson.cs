using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>How OpenAI-shaped bodies are written: snake case, with their nulls. Read: strictly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(OpenAiErrorDocument))]
[JsonSerializable(typeof(OpenAiDeleted))]
[JsonSerializable(typeof(OpenAiFile))]
[JsonSerializable(typeof(OpenAiList<OpenAiFile>))]
[JsonSerializable(typeof(OpenAiModel))]
[JsonSerializable(typeof(OpenAiList<OpenAiModel>))]
[JsonSerializable(typeof(FineTuningRequest))]
[JsonSerializable(typeof(FineTuningJob))]
[JsonSerializable(typeof(OpenAiList<FineTuningJob>))]
[JsonSerializable(typeof(FineTuningEvent))]
[JsonSerializable(typeof(OpenAiList<FineTuningEvent>))]
[JsonSerializable(typeof(FineTuningCheckpoint))]
[JsonSerializable(typeof(OpenAiList<FineTuningCheckpoint>))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(ChatChunk))]
internal sealed partial class OpenAiJson : JsonSerializerContext
{
    /// <summary>As bodies are written and read.</summary>
    public static OpenAiJson Wire => Written.Context;

    // Apart, so that the generated default is there first.
    private static class Written
    {
        public static readonly OpenAiJson Context = new(PlainText.Of(Default.Options));
    }
}
