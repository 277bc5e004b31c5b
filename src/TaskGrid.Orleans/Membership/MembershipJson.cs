using System.Text.Json.Serialization;

namespace TaskGrid.Orleans;

/// <summary>Serialisation of the membership document.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MembershipState))]
internal sealed partial class MembershipJson : JsonSerializerContext;
