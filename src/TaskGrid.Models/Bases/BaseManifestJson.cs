using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskGrid.Models;

/// <summary>How manifests are written as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BaseManifest))]
internal sealed partial class BaseManifestJson : JsonSerializerContext;
