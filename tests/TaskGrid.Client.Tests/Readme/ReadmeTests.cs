using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Client.Tests.Fixtures;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests.Readme;

public sealed partial class ReadmeTests
{
    [Fact]
    public async Task FirstExample_AgainstAServer_Runs()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["reviews.tsv"], "text\tlabel\na good film\tpos\n");
        await using var server = await ScriptedServer.StartAsync(
            Answer.AFile(),
            Answer.AJob(JobStatus.Queued),
            Answer.Text(200, Sample.Stream, Sample.Events(1, 6)),
            Answer.AJob(JobStatus.Succeeded),
            Answer.Json("""{"results":[{"result":{"task":"reviews","version":1,"predictions":[]}}]}"""));
        await ReadmeExamples.TrainAsync(server.Endpoint, "tg-1", folder["reviews.tsv"]);
        Assert.Equal(5, server.Seen.Length);
    }

    [Fact]
    public async Task SecondExample_InAServiceCollection_GivesAGrid()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.AFile());
        var services = new ServiceCollection();
        ReadmeExamples.Register(services, server.Endpoint, key: null);
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(Answer.File, await provider.GetRequiredService<ITaskGrid>().Files.GetAsync("file-1"));
    }

    [Fact]
    public void Examples_InTheReadme_AreTheLinesThatRun()
    {
        string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

        var code = Lines(Read("tests", "TaskGrid.Client.Tests", "Readme", "ReadmeExamples.cs"));
        var blocks = Block().Matches(Read("src", "TaskGrid.Client", "README.md"));
        Assert.Equal(2, blocks.Count);
        // The first block begins with settings, which the test chooses.
        Assert.All(
            blocks.Select((block, i) => Lines(block.Groups[1].Value.Split("\n\n", i == 0 ? 2 : 1)[^1])),
            lines => Assert.Contains(string.Join('\n', lines), string.Join('\n', code), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
