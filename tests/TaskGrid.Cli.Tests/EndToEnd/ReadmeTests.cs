using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>The README's example does what it says, line by line, in an empty folder.</summary>
[Collection(EndToEndGroup.Name)]
public sealed class ReadmeTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void Examples_AsWritten_TrainPredictAndExportThenDoSoAtAServer()
    {
        File.CreateSymbolicLink(folder.File("taskgrid"), Path.Combine(AppContext.BaseDirectory, "taskgrid"));
        File.CreateSymbolicLink(folder.File("samples"), RepositoryFolder.File("samples"));

        Assert.Contains("good", Run(Example("## Your own task")), StringComparison.Ordinal);
        Assert.True(new FileInfo(folder.File("reviews.safetensors")).Length > 0);

        using var server = ServerProcess.Start(folder.Path, ".taskgrid");
        var output = Run(Example("The command line does with").Replace(
            "http://127.0.0.1:8080", server.Url, StringComparison.Ordinal));
        Assert.Contains("reviews, version 2", output, StringComparison.Ordinal);
    }

    private string Run(string example)
    {
        File.WriteAllText(folder.File("example.sh"), "set -e\n" + example);
        var outcome = CliProcess.RunProgram("bash", folder.Path, "example.sh");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Output + outcome.Error);
        return outcome.Output;
    }

    // The first shell block behind some words.
    private static string Example(string heading)
    {
        var text = File.ReadAllText(RepositoryFolder.File("README.md"));
        var start = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"The README does not say '{heading}'.");
        start = text.IndexOf("```sh\n", start, StringComparison.Ordinal) + 6;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
