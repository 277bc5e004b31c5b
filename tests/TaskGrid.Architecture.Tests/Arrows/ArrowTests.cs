using System.Xml.Linq;

namespace TaskGrid.Architecture.Tests.Arrows;

public sealed class ArrowTests
{
    [Fact]
    public void ProjectFiles_OfTheSourceTree_FollowTheArrows()
    {
        var projects = Repository.Projects("src").Select(ProjectUses.Declared).ToList();

        Assert.NotEmpty(projects);
        Assert.Empty(ArrowRules.Violations(projects, ArrowRules.Allowed));
    }

    [Fact]
    public void Assemblies_AsBuilt_FollowTheArrows()
    {
        var assemblies = Repository.Projects("src").Select(Compiled).ToList();

        Assert.NotEmpty(assemblies);
        Assert.Empty(ArrowRules.Violations(assemblies, ArrowRules.Allowed));
    }

    [Fact]
    public void Arrows_AsAllowed_PointInwardOnly()
    {
        // A topological order exists exactly when no chain of arrows returns to its start.
        var pending = ArrowRules.Allowed.ToDictionary();
        while (pending.FirstOrDefault(rule => !rule.Value.Any(pending.ContainsKey)) is { Key: not null } innermost)
            pending.Remove(innermost.Key);

        Assert.Empty(pending.Keys);
    }

    [Fact]
    public void ProjectFile_WithAForbiddenReference_IsReported()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "TaskGrid.Diffs.csproj");
        try
        {
            new XElement(
                "Project",
                new XElement(
                    "ItemGroup",
                    Reference("../TaskGrid.Abstractions/TaskGrid.Abstractions.csproj"),
                    Reference(@"..\TaskGrid.Node\TaskGrid.Node.csproj"))).Save(file);

            Assert.Equal(
                ["TaskGrid.Diffs -> TaskGrid.Node"],
                ArrowRules.Violations([ProjectUses.Declared(file)], ArrowRules.Allowed));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public void Assembly_WithAForbiddenReference_IsReported()
    {
        var diffs = Repository.Projects("src").Single(file => Path.GetFileName(file) == "TaskGrid.Diffs.csproj");
        var withoutArrows = new Dictionary<string, string[]> { ["TaskGrid.Diffs"] = [] };

        Assert.Equal(
            ["TaskGrid.Diffs -> TaskGrid.Abstractions"],
            ArrowRules.Violations([Compiled(diffs)], withoutArrows));
    }

    [Fact]
    public void Project_InNoRule_IsReported() =>
        Assert.Equal(
            ["TaskGrid.Extra is in no rule"],
            ArrowRules.Violations([new ProjectUses("TaskGrid.Extra", [])], ArrowRules.Allowed));

    private static XElement Reference(string path) => new("ProjectReference", new XAttribute("Include", path));

    private static ProjectUses Compiled(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var assembly = XDocument.Load(projectFile).Descendants("AssemblyName").SingleOrDefault()?.Value ?? name;
        return ProjectUses.Compiled(name, Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
    }
}
