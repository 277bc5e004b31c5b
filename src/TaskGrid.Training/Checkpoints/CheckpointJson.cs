using System.Text.Json.Serialization;

namespace TaskGrid.Training.Checkpoints;

/// <summary>The position as JSON. A metric may be NaN, and doubles keep every bit.</summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckpointPosition))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
