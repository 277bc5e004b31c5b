using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TaskGrid.Cli.Aliases;
using TaskGrid.Cli.Bases;
using TaskGrid.Cli.Diffs;
using TaskGrid.Cli.Jobs;
using TaskGrid.Cli.Nodes;
using TaskGrid.Cli.Serving;
using TaskGrid.Cli.Tasks;
using TaskGrid.Cli.Versions;

namespace TaskGrid.Cli.Output;

/// <summary>Everything that <c>--json</c> can print, in camel case; generated code, which starts faster than
/// reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BaseInfo))]
[JsonSerializable(typeof(BaseList))]
[JsonSerializable(typeof(FillResult))]
[JsonSerializable(typeof(TextEncoding))]
[JsonSerializable(typeof(TrainResult))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(TextPrediction))]
[JsonSerializable(typeof(ShownTask))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(VersionSnapshot))]
[JsonSerializable(typeof(VersionList))]
[JsonSerializable(typeof(AliasSnapshot))]
[JsonSerializable(typeof(AliasList))]
[JsonSerializable(typeof(Deletion))]
[JsonSerializable(typeof(DiffSummary))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(StoreCollection))]
[JsonSerializable(typeof(StoreVerification))]
[JsonSerializable(typeof(VerifiedDiff))]
[JsonSerializable(typeof(ExportedDiff))]
[JsonSerializable(typeof(CopiedDiff))]
[JsonSerializable(typeof(CreatedKey))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(NodeList))]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The types, with letters of every script as they are: the output is no part of a web page.</summary>
    public static CliJson Types => field ??= new CliJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
