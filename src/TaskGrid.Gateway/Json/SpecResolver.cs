using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Gateway;

/// <summary>
/// Reads what users declare by reflection: generated code sets every init-only property, so that the records' own
/// defaults (density 0.005, alias <c>live</c>) would be lost where a client leaves a property out.
/// </summary>
internal sealed class SpecResolver : IJsonTypeInfoResolver
{
    private static readonly Type[] Specs =
        [typeof(JobSpec), typeof(TrainSpec), typeof(DataColumns), typeof(TaskSpec), typeof(EvaluateRequest)];

    private readonly DefaultJsonTypeInfoResolver _reflection = new();

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        Specs.Contains(type) ? _reflection.GetTypeInfo(type, options) : null;
}
