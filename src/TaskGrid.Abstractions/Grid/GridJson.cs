using System.Text.Json.Serialization;

namespace TaskGrid;

/// <summary>How the port's records are written as JSON: camel case, enumerations by name, nothing for null,
/// <c>"NaN"</c> for a metric that is not a number.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AliasSnapshot))]
[JsonSerializable(typeof(BaseInfo))]
[JsonSerializable(typeof(GridFile))]
[JsonSerializable(typeof(GridUpload))]
[JsonSerializable(typeof(GridUploadPart))]
[JsonSerializable(typeof(EvaluateRequest))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(NodeSnapshot))]
[JsonSerializable(typeof(PredictRequest))]
[JsonSerializable(typeof(PredictResult))]
[JsonSerializable(typeof(TaskSnapshot))]
[JsonSerializable(typeof(TaskSpec))]
[JsonSerializable(typeof(TextEncoding))]
[JsonSerializable(typeof(TextInput))]
[JsonSerializable(typeof(TokenProbability))]
[JsonSerializable(typeof(VersionSnapshot))]
public sealed partial class GridJson : JsonSerializerContext;
