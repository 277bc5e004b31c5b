using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TaskGrid.Node;

/// <summary>Serialisation of stored documents, made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GridFile))]
[JsonSerializable(typeof(GridUpload))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(NodeState))]
[JsonSerializable(typeof(QueuedJob))]
[JsonSerializable(typeof(RequestState))]
[JsonSerializable(typeof(TaskState))]
internal sealed partial class GridDocumentsJson : JsonSerializerContext;
