using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Kubernetes;

/// <summary>The overlays of <c>infra/kubernetes</c>.</summary>
internal static class Overlay
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra/kubernetes/overlays");

    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    /// <summary>Names of all overlays.</summary>
    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(Path.GetFileName).Order()!;

    /// <summary>An overlay's manifests, as YAML.</summary>
    public static string Render(string name) =>
        Rendered.GetOrAdd(name, static each => InfraTools.Render(Path.Combine(Folder, each)));

    /// <summary>Manifests as values.</summary>
    public static IReadOnlyList<JsonNode> Parse(string yaml) =>
        [.. JsonNode.Parse(InfraTools.Json(yaml))!.AsArray().Select(manifest => manifest!)];
}
