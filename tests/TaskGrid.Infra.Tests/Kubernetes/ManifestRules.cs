using System.Text.Json.Nodes;

namespace TaskGrid.Infra.Tests.Kubernetes;

/// <summary>What a schema does not say: what every installation of TaskGrid keeps to.</summary>
internal static class ManifestRules
{
    private const string Namespace = "taskgrid";

    // Server.DrainFor: requests that are being answered may end.
    private const int DrainSeconds = 20;

    private static readonly string Api = File.ReadAllText(Path.Combine(Repository.Root, "docs/http-api.md"));

    /// <summary>Every rule that manifests break, as one line each.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<JsonNode> manifests)
    {
        var own = manifests.Where(manifest => (string?)manifest["metadata"]!["namespace"] == Namespace).ToList();
        var sets = own.Where(manifest => Kind(manifest) == "StatefulSet").ToList();
        if (sets.Count == 0) yield return "there is no StatefulSet";
        var versions = sets.SelectMany(set => Containers(Pod(set))).Select(container => Image(container).Tag).Distinct().Order().ToList();
        if (versions.Count > 1) yield return $"images have several versions: {string.Join(", ", versions)}";
        foreach (var manifest in manifests)
        {
            var problems = Kind(manifest) switch
            {
                "StatefulSet" => PodProblems(manifest).Concat(DisruptionProblems(manifest, own))
                    .Concat(ProxyProblems(manifest, own)).Concat(SiloProblems(manifest, own, sets)),
                "Secret" => ["secrets are not kept here"],
                "Service" => SelectorProblems(manifest["spec"]!["selector"], sets),
                "NetworkPolicy" => SelectorProblems(manifest["spec"]!["podSelector"]!["matchLabels"], sets),
                "PodDisruptionBudget" => SelectorProblems(manifest["spec"]!["selector"]!["matchLabels"], sets)
                    .Concat((int?)manifest["spec"]!["maxUnavailable"] is >= 1 ? [] : ["it lets no machine be drained"]),
                "ScaledObject" => sets.Any(set => Name(set) == (string?)manifest["spec"]!["scaleTargetRef"]!["name"])
                    ? []
                    : ["it scales nothing"],
                _ => [],
            };
            foreach (var problem in problems) yield return $"{Kind(manifest)}/{Name(manifest)}: {problem}";
        }
    }

    private static IEnumerable<string> PodProblems(JsonNode set)
    {
        var pod = Pod(set);
        if ((bool?)pod["securityContext"]?["runAsNonRoot"] != true) yield return "it may run as root";
        if ((string?)pod["securityContext"]?["seccompProfile"]?["type"] != "RuntimeDefault")
            yield return "it may make any system call";
        var stop = (int?)pod["containers"]![0]!["lifecycle"]?["preStop"]?["sleep"]?["seconds"] ?? 0;
        if ((int)pod["terminationGracePeriodSeconds"]! < stop + DrainSeconds + 60)
            yield return "it is killed while requests end and checkpoints are stored";
        foreach (var container in Containers(pod))
        {
            foreach (var problem in ContainerProblems(container)) yield return problem;
        }

        foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
        {
            var path = (string?)pod["containers"]![0]![probe]?["httpGet"]?["path"];
            if (path is null) yield return $"it has no {probe}";
            else if (!Api.Contains($"GET {path}`", StringComparison.Ordinal))
                yield return $"'{path}' is not in docs/http-api.md";
        }
    }

    private static IEnumerable<string> ContainerProblems(JsonNode container)
    {
        var (name, tag) = Image(container);
        if (tag is null or "latest") yield return $"its image '{(string?)container["image"]}' has no version";
        var wanted = container["resources"]?["limits"]?["nvidia.com/gpu"] is null ? "taskgrid" : "taskgrid-cuda";
        if (name != wanted) yield return $"its image is '{name}', not '{wanted}'";
        var security = container["securityContext"];
        if ((bool?)security?["allowPrivilegeEscalation"] != false) yield return "it may gain rights";
        if ((bool?)security?["readOnlyRootFilesystem"] != true) yield return "its file system can be written";
        if (security?["capabilities"]?["drop"]?.AsArray() is not [var all] || (string?)all != "ALL")
            yield return "it keeps capabilities";
        if (container["resources"]?["limits"]?["memory"] is null) yield return "it has no limit of memory";
        if (container["resources"]?["requests"]?["cpu"] is null) yield return "it asks for no processor";
        var isServer = container["readinessProbe"] is not null;
        if (isServer && !container["env"]!.AsArray().Any(each => (string?)each!["name"] == "OMP_WAIT_POLICY"))
            yield return "its idle threads spin beside other pods";
    }

    private static IEnumerable<string> DisruptionProblems(JsonNode set, IEnumerable<JsonNode> manifests)
    {
        var isProtected = manifests.Any(manifest => Kind(manifest) == "PodDisruptionBudget"
            && Selects(manifest["spec"]!["selector"]!["matchLabels"], set));
        if (!isProtected && (int?)set["spec"]!["replicas"] != 1) yield return "no disruption budget selects it";
    }

    // Limits for unknown keys go by address: behind an ingress all callers would be one.
    private static IEnumerable<string> ProxyProblems(JsonNode set, IEnumerable<JsonNode> manifests)
    {
        return manifests.Any(manifest => Kind(manifest) == "Ingress")
            && !Arguments(set).Any(each => each.StartsWith("--trusted-proxies=", StringComparison.Ordinal))
                ? ["an ingress is in front, which it does not trust"]
                : [];
    }

    // Every silo reaches every other one at both.
    private static IEnumerable<string> SiloProblems(JsonNode set, IEnumerable<JsonNode> manifests, List<JsonNode> sets)
    {
        var policies = manifests.Where(manifest => Kind(manifest) == "NetworkPolicy"
            && Selects(manifest["spec"]!["podSelector"]!["matchLabels"], set)).ToList();
        foreach (var option in (string[])["--silo-port=", "--gateway-port="])
        {
            if (Arguments(set).FirstOrDefault(each => each.StartsWith(option, StringComparison.Ordinal)) is not { } argument) continue;
            var port = argument[option.Length..];
            if (!Has(Pod(set)["containers"]![0]!["ports"], "containerPort", port)) yield return $"'{argument}' is no port of its container";
            foreach (var (direction, peers) in new[] { ("ingress", "from"), ("egress", "to") })
            {
                var rules = policies.SelectMany(policy => policy["spec"]![direction]?.AsArray() ?? [])
                    .Where(rule => Has(rule!["ports"], "port", port)).ToList();
                if (!sets.All(other => rules.Any(rule => rule![peers]?.AsArray().Any(
                    peer => Selects(peer!["podSelector"]?["matchLabels"], other)) == true)))
                    yield return $"no network policy lets silos through to '{argument}' ({direction})";
            }
        }
    }

    private static bool Has(JsonNode? ports, string name, string port) =>
        ports?.AsArray().Any(each => each![name]?.ToString() == port) == true;

    private static IEnumerable<string> SelectorProblems(JsonNode? labels, IEnumerable<JsonNode> sets) =>
        labels is null || sets.Any(set => Selects(labels, set)) ? [] : ["it selects no pod"];

    private static bool Selects(JsonNode? labels, JsonNode set)
    {
        var own = set["spec"]!["template"]!["metadata"]!["labels"]!;
        return labels is not null && labels.AsObject().All(label => (string?)own[label.Key] == (string?)label.Value);
    }

    private static IEnumerable<string> Arguments(JsonNode set) =>
        Pod(set)["containers"]![0]!["args"]!.AsArray().Select(each => (string)each!);

    private static JsonNode Pod(JsonNode set) => set["spec"]!["template"]!["spec"]!;

    // Without its registry.
    private static (string Name, string? Tag) Image(JsonNode container)
    {
        var image = ((string)container["image"]!).Split('/')[^1].Split(':');
        return (image[0], image.Length > 1 ? image[1] : null);
    }

    private static IEnumerable<JsonNode> Containers(JsonNode pod) =>
        ((string[])["initContainers", "containers"])
            .SelectMany(list => pod[list]?.AsArray() ?? []).Select(each => each!);

    private static string? Kind(JsonNode manifest) => (string?)manifest["kind"];

    private static string? Name(JsonNode manifest) => (string?)manifest["metadata"]!["name"];
}
