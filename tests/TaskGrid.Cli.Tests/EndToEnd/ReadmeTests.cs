using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>The README's example does what it says, line by line, in an empty folder.</summary>
[Collection(EndToEndGroup.Name)]
public sealed class ReadmeTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void YourOwnTask_AsWritten_TrainsPredictsAndExports()
    {
        File.CreateSymbolicLink(folder.File("taskgrid"), Path.Combine(AppContext.BaseDirectory, "taskgrid"));
        File.CreateSymbolicLink(folder.File("samples"), RepositoryFolder.File("samples"));
        File.WriteAllText(folder.File("example.sh"), "set -e\n" + Example("## Your own task"));

        var outcome = CliProcess.RunProgram("bash", folder.Path, "example.sh");

        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Output + outcome.Error);
        Assert.Contains("good", outcome.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(folder.File("reviews.safetensors")).Length > 0);
    }

    // The first shell block of a section.
    private static string Example(string heading)
    {
        var text = File.ReadAllText(RepositoryFolder.File("README.md"));
        var start = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"The README has no section '{heading}'.");
        start = text.IndexOf("```sh\n", start, StringComparison.Ordinal) + 6;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
