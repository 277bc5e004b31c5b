using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Containers;

public sealed partial class ContainerTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra/containers");
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Folder, "Dockerfile"));
    private static readonly string Compose = File.ReadAllText(Path.Combine(Folder, "compose.yaml"));

    [ScriptFact]
    public void Dockerfile_OfTheRepository_HasNoProblem() => Assert.Empty(InfraTools.Check("dockerfile", Dockerfile));

    [ScriptFact]
    public void Dockerfile_UnknownInstruction_IsFound() =>
        Assert.NotEmpty(
            InfraTools.Check("dockerfile", Dockerfile.Replace("STOPSIGNAL", "STOPSIGN", StringComparison.Ordinal)));

    [Fact]
    public void Images_OfTheDockerfile_HaveVersionsAndAnUnprivilegedUser()
    {
        var images = From().Matches(Dockerfile).Select(match => match.Groups[1].Value)
            .Where(image => image.Contains('/', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.Matches(@":\d", image));
        Assert.Contains("\nUSER 1654:1654\n", Dockerfile, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_OfTheDockerfile_AreInTheRepositoryAndInTheBuildContext()
    {
        var context = File.ReadAllLines(Path.Combine(Folder, "Dockerfile.dockerignore"));

        var copied = Copy().Matches(Dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();

        Assert.NotEmpty(copied);
        foreach (var path in copied)
        {
            Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path);
            Assert.Contains($"!{path}", context);
        }
    }

    [ScriptFact]
    public void Compose_OfTheRepository_FitsTheSchema() => Assert.Empty(InfraTools.Check("compose", Compose));

    [ScriptFact]
    public void Compose_UnknownProperty_IsFound() =>
        Assert.NotEmpty(
            InfraTools.Check("compose", Compose.Replace("    ports:", "    port:", StringComparison.Ordinal)));

    [ScriptFact]
    public void Compose_OfTheRepository_StartsTheAzuriteThatTestsUseAndTwoNodesOfDifferentNames()
    {
        var tested = (string)JsonNode.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "tests/azurite/package.json")))!["dependencies"]!["azurite"]!;
        var services = JsonNode.Parse(InfraTools.Json(Compose))![0]!["services"]!.AsObject();

        Assert.EndsWith($":{tested}", (string)services["azurite"]!["image"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["node-a", "node-b"],
            services
                .Select(service => service.Value!["command"]!.AsArray().Select(each => (string)each!).ToList())
                .Where(command => command[0] == "serve")
                .Select(command => command[command.IndexOf("--node") + 1]));
    }

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copy();
}
