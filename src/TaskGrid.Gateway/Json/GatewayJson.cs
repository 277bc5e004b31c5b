using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>How this API's own bodies are written, beside the port's (<see cref="GridJson"/>).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ListPage<TaskSnapshot>))]
[JsonSerializable(typeof(ListPage<JobSnapshot>))]
[JsonSerializable(typeof(ListPage<JobEvent>))]
[JsonSerializable(typeof(ListPage<GridFile>))]
[JsonSerializable(typeof(ItemList<BaseInfo>))]
[JsonSerializable(typeof(ItemList<NodeSnapshot>))]
[JsonSerializable(typeof(AliasBody))]
[JsonSerializable(typeof(PredictBody))]
[JsonSerializable(typeof(PredictAnswers))]
[JsonSerializable(typeof(EvaluateRequest))]
[JsonSerializable(typeof(FillBody))]
[JsonSerializable(typeof(FillAnswer))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>As bodies are written and read.</summary>
    public static GatewayJson Wire => Written.Context;

    // Apart, so that the generated default is there first.
    private static class Written
    {
        public static readonly GatewayJson Context = new(PlainText.Of(Default.Options));
    }
}
