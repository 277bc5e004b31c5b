using System.Reflection;
using System.Xml.Linq;
using TaskGrid.Client.Tests.Grid;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Client.Tests.Documentation;

/// <summary>The XML documentation of every verb has an example, and the examples run against a real server.</summary>
public sealed class VerbExampleTests(SampleBases bases) : IClassFixture<SampleBases>
{
    private static readonly Type[] Ports =
    [
        typeof(ITaskGrid), typeof(IGridFiles), typeof(IGridUploads), typeof(IGridTasks), typeof(IGridJobs),
        typeof(IGridBases), typeof(GridJobsExtensions),
    ];

    [Fact]
    public void Verbs_OfThePort_HaveAnExampleEach()
    {
        var verbs = Ports.SelectMany(port => port.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName)
            .Append(typeof(TaskGridClient).GetMethod(nameof(TaskGridClient.PredictManyAsync))!)
            .Select(method => $"M:{method.DeclaringType!.FullName}.{method.Name}(")
            .ToList();
        var examples = Examples().Select(example => example.Member).ToList();
        Assert.True(verbs.Count > 30, $"{verbs.Count} verbs");
        Assert.All(
            verbs, verb => Assert.Contains(examples, member => member.StartsWith(verb, StringComparison.Ordinal)));
    }

    [Fact]
    public void Examples_OfTheDocumentation_AreTheLinesThatRun()
    {
        var code = string.Join('\n', Lines(File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "TaskGrid.Client.Tests", "Documentation", "VerbExamples.cs"))));
        Assert.All(Examples(), example => Assert.Contains(string.Join('\n', Lines(example.Code)), code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_AgainstAServer_Run()
    {
        using var folder = new ScratchFolder();
        await using var server = await GridServer.StartAsync(folder["store"], bases.Path);
        using var grid = new TaskGridClient(
            new TaskGridClientOptions { Endpoint = server.Endpoint, Key = await server.KeyAsync("t") });
        await File.WriteAllBytesAsync(folder["rows.tsv"], GridData.Rows(24));
        var file = await VerbExamples.FilesAsync(grid, folder["rows.tsv"]);
        await VerbExamples.JobsAsync(grid, file);
        await VerbExamples.TasksAsync(grid);
        await VerbExamples.AnswersAsync(grid, file);
        await VerbExamples.RemovalsAsync(grid, file);
        Assert.Empty((await grid.Tasks.ListAsync(new PageRequest())).Items);
    }

    // Those of types show how to begin, at an address of their own.
    private static IEnumerable<(string Member, string Code)> Examples() =>
        from assembly in (Assembly[])[typeof(ITaskGrid).Assembly, typeof(TaskGridClient).Assembly]
        let file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml")
        from member in XDocument.Load(file).Descendants("member")
        let name = (string)member.Attribute("name")!
        where name.StartsWith("M:", StringComparison.Ordinal)
        from example in member.Elements("example")
        select (name, example.Value);

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}
