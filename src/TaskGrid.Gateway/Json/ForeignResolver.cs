using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Gateway;

/// <summary>The shapes of other people's clients, for the OpenAPI document alone: their names are written with
/// underscores there too. Bodies are read and written with the contexts themselves, which
/// pass over what they do not know.</summary>
internal sealed class ForeignResolver : IJsonTypeInfoResolver
{
    private static readonly IJsonTypeInfoResolver[] Shapes = [OpenAiJson.Default, HuggingFaceJson.Default];

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        var info = Shapes.Select(shape => shape.GetTypeInfo(type, options)).FirstOrDefault(found => found is not null);
        if (info is not { Kind: JsonTypeInfoKind.Object }) return info;
        info.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        foreach (var property in info.Properties)
            property.Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        return info;
    }
}
