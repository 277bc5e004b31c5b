using System.Text.Json.Serialization;
using TaskGrid.Client.Bases;
using TaskGrid.Client.Files;
using TaskGrid.Client.Prediction;
using TaskGrid.Client.Tasks;

namespace TaskGrid.Client.Http;

/// <summary>What goes over the wire, written as <see cref="GridJson"/> writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AliasSnapshot))]
[JsonSerializable(typeof(AliasTargets))]
[JsonSerializable(typeof(EvaluateRequest))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(FillRequest))]
[JsonSerializable(typeof(FillResult))]
[JsonSerializable(typeof(GridFile))]
[JsonSerializable(typeof(GridUpload))]
[JsonSerializable(typeof(GridUploadPart))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(ListPage<BaseInfo>))]
[JsonSerializable(typeof(ListPage<GridFile>))]
[JsonSerializable(typeof(ListPage<JobEvent>))]
[JsonSerializable(typeof(ListPage<JobSnapshot>))]
[JsonSerializable(typeof(ListPage<NodeSnapshot>))]
[JsonSerializable(typeof(ListPage<TaskSnapshot>))]
[JsonSerializable(typeof(PredictBatch))]
[JsonSerializable(typeof(PredictBatchResult))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(TaskSnapshot))]
[JsonSerializable(typeof(TaskSpec))]
[JsonSerializable(typeof(TextEncoding))]
[JsonSerializable(typeof(TextInput))]
[JsonSerializable(typeof(UploadParts))]
[JsonSerializable(typeof(VersionSnapshot))]
internal sealed partial class ClientJson : JsonSerializerContext;
