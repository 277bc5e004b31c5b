using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Gateway;

/// <summary>How bodies are read and written: strictly, because clients are not trusted.</summary>
internal static class WireJson
{
    /// <summary>Applies the rules.</summary>
    public static void Apply(JsonSerializerOptions json, GatewayLimits limits)
    {
        json.Encoder = PlainText.Encoder;
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.PropertyNameCaseInsensitive = false;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // A metric may be "not a number", e.g. the correlation of a constant.
        json.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        json.AllowDuplicateProperties = false;
        // A misspelt name would be a setting that is not set, or half of a pair that is not read.
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.MaxDepth = limits.MaxJsonDepth;
        json.TypeInfoResolver = JsonTypeInfoResolver.Combine(
            new SpecResolver(), GridJson.Default, GatewayJson.Default, new ForeignResolver());
    }
}
