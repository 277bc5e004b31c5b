using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskGrid.Infra.Tests.Kubernetes;
using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Commands;

/// <summary>Calls of the program in infra/ and docs/operations.md are ones that it knows.</summary>
public sealed partial class CommandTests
{
    public static TheoryData<string> Overlays => [.. Overlay.Names];

    public static TheoryData<string> Documents =>
        ["infra/README.md", "docs/operations.md", "infra/containers/compose.yaml"];

    [OverlayTheory]
    [MemberData(nameof(Overlays))]
    public void Calls_OfAnOverlay_AreInTheReference(string overlay)
    {
        var pods = Overlay.Parse(Overlay.Render(overlay))
            .Where(manifest => (string?)manifest["kind"] == "StatefulSet")
            .Select(manifest => manifest["spec"]!["template"]!["spec"]!).ToList();

        Assert.NotEmpty(pods);
        foreach (var pod in pods)
        {
            Assert.Empty(CommandReference.Problems(Words(pod["containers"]![0]!["args"]!)));
            var import = Calls(string.Concat(Words(pod["initContainers"]![0]!["args"]!))).ToList();
            Assert.Equal(2, import.Count);
            Assert.Empty(import.SelectMany(CommandReference.Problems));
        }
    }

    [ScriptFact]
    public void Calls_OfCompose_AreInTheReference()
    {
        var compose = File.ReadAllText(Path.Combine(Repository.Root, "infra/containers/compose.yaml"));
        var calls = JsonNode.Parse(InfraTools.Json(compose))![0]!["services"]!.AsObject()
            .Where(service => service.Key != "azurite")
            .Select(service => Words(service.Value!["command"]!)).ToList();

        Assert.Equal(3, calls.Count);
        Assert.Empty(calls.SelectMany(CommandReference.Problems));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Calls_OfADocument_AreInTheReference(string document)
    {
        var calls = Calls(File.ReadAllText(Path.Combine(Repository.Root, document))).ToList();

        Assert.NotEmpty(calls);
        Assert.Empty(calls.SelectMany(CommandReference.Problems));
    }

    [Theory]
    [InlineData("infra/README.md")]
    [InlineData("docs/operations.md")]
    public void Paths_OfADocument_AreInTheRepository(string document)
    {
        var paths = InfraPath().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Value.TrimEnd('.', ',', '/')).ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [Theory]
    [InlineData("infra/README.md")]
    [InlineData("docs/operations.md")]
    public void Calls_OfKubectl_NameTheNamespace(string document) =>
        Assert.Empty(Elsewhere(File.ReadAllText(Path.Combine(Repository.Root, document))));

    [Theory]
    [InlineData("kubectl get hpa")]
    [InlineData("`kubectl\ndelete` the pod")]
    [InlineData("kubectl --namespace default exec taskgrid-0")]
    public void Calls_OfKubectlWithoutTheNamespace_AreFound(string text) => Assert.Single(Elsewhere(text));

    [Theory]
    [InlineData("taskgrid serve --port 8080", "'serve' has no option '--port'")]
    [InlineData("/app/taskgrid base fetch x --name y", "there is no command 'base fetch'")]
    [InlineData("node-a key create --tenants a", "'key create' has no option '--tenants'")]
    [InlineData("taskgrid alias move reviews live", "there is no command 'alias move'")]
    [InlineData("taskgrid version load reviews@v1", "there is no command 'version load'")]
    [InlineData("taskgrid job stop ID", "there is no command 'job stop'")]
    [InlineData("taskgrid nodes --all", "'nodes' has no option '--all'")]
    public void Calls_WrongWord_IsFound(string text, string problem) =>
        Assert.Contains(problem, Calls(text).SelectMany(CommandReference.Problems));

    private static string[] Words(JsonNode list) => [.. list.AsArray().Select(word => (string)word!)];

    private static IEnumerable<string[]> Calls(string text) => Call().Matches(text)
        .Select(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Elsewhere(string text) => CallOfKubectl().Matches(text).Select(match => match.Value);

    // What is applied names its namespace itself, and a label of one is in none.
    [GeneratedRegex(@"\bkubectl\s+(?!--namespace taskgrid\s|kustomize\b|apply\b|label namespace\b)[\w-].*")]
    private static partial Regex CallOfKubectl();

    // The name of the program or of a service of Compose, and the words of one command behind it.
    [GeneratedRegex(
        @"(?:\btaskgrid|node-a) ((?:serve|base|train|eval|predict|task|job|version|alias|diff|store|nodes|key)\b[^\n|&;#`]*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\binfra/[\w./-]+")]
    private static partial Regex InfraPath();
}
