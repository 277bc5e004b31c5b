using System.Diagnostics;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Launcher;

public sealed class LauncherTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void Help_ThroughALinkFromAnotherFolder_NamesTheCommands(string argument)
    {
        var link = folder.File($"task grid {argument}");
        File.CreateSymbolicLink(link, RepositoryFolder.File("taskgrid"));

        var outcome = CliProcess.RunProgram(link, folder.Path, argument);

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        foreach (var command in (string[])["setup", "demo", "test", "bench"])
            Assert.Matches($@"(?m)^  {command}\b", outcome.Output);
        Assert.Equal("", outcome.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("train", "--help")]
    public void Help_ASecondTime_ComesWithinASecond(params string[] arguments)
    {
        var program = RepositoryFolder.File("taskgrid");
        CliProcess.RunProgram(program, folder.Path, arguments);

        // The best of a few: other tests run beside this one.
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(ExitCodes.Ok, CliProcess.RunProgram(program, folder.Path, arguments).ExitCode);
            return watch.Elapsed;
        });
        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("-p:TaskGridFeed", "is not of the form -p:NAME=VALUE.")]
    [InlineData("-p:TaskGridFeed=half", "it can be partial or full.")]
    public void Run_WrongProperty_IsRefused(string property, string problem)
    {
        var outcome = CliProcess.RunProgram(RepositoryFolder.File("taskgrid"), folder.Path, property, "base", "list");

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ExitCodes_OfTheLauncher_AreThoseOfTheCommandLine()
    {
        var script = File.ReadAllText(RepositoryFolder.File("eng", "launcher", "common.sh"));

        Assert.Contains(
            $"exit_failure={ExitCodes.Failure} exit_usage={ExitCodes.Usage} exit_environment={ExitCodes.Environment}",
            script,
            StringComparison.Ordinal);
    }
}
