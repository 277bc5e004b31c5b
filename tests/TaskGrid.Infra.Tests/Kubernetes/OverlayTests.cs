using System.Text.RegularExpressions;
using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Kubernetes;

public sealed partial class OverlayTests
{
    public static TheoryData<string> Overlays => [.. Overlay.Names];

    [Fact]
    public void Overlays_OfTheRepository_AreThoseThatTheReadmeNames() =>
        Assert.Equal(
            ["aks", "aks-gpu", "aks-orleans", "aks-reader", "single"],
            Overlay.Names.Where(name => File.ReadAllText(Path.Combine(Repository.Root, "infra/README.md"))
                .Contains($"| `{name}` |", StringComparison.Ordinal)));

    [OverlayTheory]
    [MemberData(nameof(Overlays))]
    public void Render_Overlay_FitsTheSchemas(string overlay) =>
        Assert.Empty(InfraTools.Check("kubernetes", Overlay.Render(overlay)));

    [OverlayTheory]
    [MemberData(nameof(Overlays))]
    public void Render_Overlay_FollowsTheRules(string overlay) =>
        Assert.Empty(ManifestRules.Violations(Overlay.Parse(Overlay.Render(overlay))));

    [Fact]
    public void Memory_OfAServer_IsWhatTheGuideSays()
    {
        var server = File.ReadAllText(Path.Combine(Repository.Root, "infra/kubernetes/server/statefulset.yaml"));
        Assert.Contains("limits: { memory: 10Gi }", server, StringComparison.Ordinal);
        Assert.Contains(
            "so 10 GiB (the manifests')",
            File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md")),
            StringComparison.Ordinal);
    }

    [OverlayFact]
    public void Silos_OfTheOrleansOverlay_HaveTheirCertificatesFromASecret()
    {
        var sets = Overlay.Parse(Overlay.Render("aks-orleans")).Where(manifest => (string?)manifest["kind"] == "StatefulSet").ToList();

        Assert.Equal(2, sets.Count);
        foreach (var pod in sets.Select(set => set["spec"]!["template"]!["spec"]!))
        {
            var server = pod["containers"]![0]!;
            var variables = server["env"]!.AsArray().ToDictionary(each => (string)each!["name"]!, each => (string?)each!["value"]);
            var mount = server["volumeMounts"]!.AsArray().Single(each => (string?)each!["name"] == "silo-certificate")!;
            var volume = pod["volumes"]!.AsArray().Single(each => (string?)each!["name"] == "silo-certificate")!;
            Assert.Equal("taskgrid-silos", (string?)volume["secret"]!["secretName"]);
            Assert.True((bool?)mount["readOnly"]);
            Assert.Equal(
                ["tls.crt", "tls.key", "ca.crt"],
                new[] { "CERTIFICATE", "KEY", "CA" }.Select(name => Path.GetRelativePath(
                    (string)mount["mountPath"]!, variables[$"TASKGRID_CLUSTER_{name}"]!)));
        }
    }

    [OverlayTheory]
    [InlineData("  minReadySeconds: 10", "  minReadySecond: 10", "/spec/minReadySecond is not known.")]
    [InlineData("failureThreshold: 60", "failureThreshold: many", "/startupProbe/failureThreshold must be integer")]
    [InlineData("periodSeconds: 5", "periodSecond: 5", "/startupProbe/periodSecond is not known.")]
    [InlineData("apiVersion: policy/v1", "apiVersion: policy/v1beta9", "there is no PodDisruptionBudget")]
    [InlineData("  maxReplicaCount: 8", "  maxReplicas: 8", "taskgrid-worker: /spec/maxReplicas is not known.")]
    public void Schemas_BrokenManifest_NameTheProblem(string text, string broken, string problem)
    {
        var manifests = Overlay.Render("aks");
        Assert.Contains(text, manifests, StringComparison.Ordinal);

        Assert.Contains(
            InfraTools.Check("kubernetes", manifests.Replace(text, broken, StringComparison.Ordinal)),
            line => line.Contains(problem, StringComparison.Ordinal));
    }

    [OverlayTheory]
    [InlineData("taskgrid:0.1.0", "taskgrid", "its image 'REGISTRY.azurecr.io/taskgrid' has no version")]
    [InlineData("taskgrid:0.1.0", "taskgrid:latest", "its image 'REGISTRY.azurecr.io/taskgrid:latest' has no version")]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false", "it may run as root")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "its file system can be written")]
    [InlineData("- ALL", "- NET_RAW", "it keeps capabilities")]
    [InlineData("--trusted-proxies=", "--urls=", "an ingress is in front, which it does not trust")]
    [InlineData("name: OMP_WAIT_POLICY", "name: OMP_POLICY", "its idle threads spin beside other pods")]
    [InlineData("path: /health/ready", "path: /ready", "'/ready' is not in docs/http-api.md")]
    [InlineData("GracePeriodSeconds: 300", "GracePeriodSeconds: 30", "it is killed while requests end")]
    [InlineData("          limits:", "          claims:", "it has no limit of memory")]
    [InlineData("    app.kubernetes.io/component: front\n    app.kubernetes.io/name: taskgrid\n---",
        "    app.kubernetes.io/component: back\n    app.kubernetes.io/name: taskgrid\n---", "it selects no pod")]
    [InlineData("  maxUnavailable: 1", "  maxUnavailable: 0", "it lets no machine be drained")]
    [InlineData("kind: PodDisruptionBudget", "kind: Pod", "no disruption budget selects it")]
    [InlineData("    name: taskgrid-worker\n  triggers", "    name: worker\n  triggers", "it scales nothing")]
    [InlineData("kind: ConfigMap", "kind: Secret", "secrets are not kept here")]
    public void Rules_BrokenManifest_NameTheProblem(string text, string broken, string problem) =>
        CheckBroken("aks", text, broken, problem);

    [OverlayTheory]
    [InlineData("taskgrid-cuda:0.1.0", "taskgrid:0.1.0", "StatefulSet/taskgrid-worker: its image is 'taskgrid', not 'taskgrid-cuda'")]
    [InlineData("taskgrid-cuda:0.1.0", "taskgrid-cuda:0.2.0", "images have several versions: 0.1.0, 0.2.0")]
    [InlineData("nvidia.com/gpu: ", "cpu: ", "StatefulSet/taskgrid-worker: its image is 'taskgrid-cuda', not 'taskgrid'")]
    public void Rules_BrokenManifestOfGpus_NameTheProblem(string text, string broken, string problem) =>
        CheckBroken("aks-gpu", text, broken, problem);

    [OverlayTheory]
    [InlineData("--silo-port=11111", "--silo-port=11112", "'--silo-port=11112' is no port of its container")]
    [InlineData("containerPort: 30000", "containerPort: 30001", "'--gateway-port=30000' is no port of its container")]
    [InlineData("  egress:\n  - ports:\n    - port: 11111", "  egress:\n  - ports:\n    - port: 11112",
        "no network policy lets silos through to '--silo-port=11111' (egress)")]
    [InlineData("    - port: 30000\n  podSelector", "    - port: 30001\n  podSelector",
        "no network policy lets silos through to '--gateway-port=30000' (ingress)")]
    [InlineData("  - from:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/name: taskgrid",
        "  - from:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/component: front",
        "no network policy lets silos through to '--silo-port=11111' (ingress)")]
    public void Rules_BrokenManifestOfSilos_NameTheProblem(string text, string broken, string problem) =>
        CheckBroken("aks-orleans", text, broken, problem);

    [OverlayTheory]
    [InlineData("aks")]
    [InlineData("aks-gpu")]
    public void Images_OfTheGuide_UpgradeEveryServerOfAnOverlay(string overlay)
    {
        var images = Images().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md")));
        using var scratch = new ScratchFolder();
        var resource = Path.GetRelativePath(scratch.Path, Path.Combine(Repository.Root, "infra/kubernetes/overlays", overlay));
        File.WriteAllText(scratch["kustomization.yaml"], $"resources: [{resource}]\n{images.Value.Replace(images.Groups[1].Value, "", StringComparison.Ordinal)}");

        var manifests = InfraTools.Render(scratch.Path);

        Assert.Empty(ManifestRules.Violations(Overlay.Parse(manifests)));
        Assert.Contains("image: acme.azurecr.io/taskgrid:0.2.0", manifests, StringComparison.Ordinal);
        Assert.DoesNotContain("REGISTRY", manifests, StringComparison.Ordinal);
    }

    private static void CheckBroken(string overlay, string text, string broken, string problem)
    {
        var manifests = Overlay.Render(overlay);
        Assert.Contains(text, manifests, StringComparison.Ordinal);

        Assert.Contains(
            ManifestRules.Violations(Overlay.Parse(manifests.Replace(text, broken, StringComparison.Ordinal))),
            line => line.Contains(problem, StringComparison.Ordinal));
    }

    [GeneratedRegex("^( +)images:\n(?: +- .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Images();
}
