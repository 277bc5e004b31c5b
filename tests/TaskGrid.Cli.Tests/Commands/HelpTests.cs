using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Commands;

public sealed class HelpTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    public static TheoryData<string> CommandPaths => [.. Commands().Select(command => command.Path)];

    [Fact]
    public void Run_WithoutArguments_ShowsCommandsStepsAndExitCodes()
    {
        var outcome = CliProcess.Run(folder.Path);

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("First steps:", outcome.Output, StringComparison.Ordinal);
        foreach (var command in CommandLine.CreateRoot().Subcommands.Select(command => command.Name))
            Assert.Matches($@"(?m)^  {command}\b", outcome.Output);
        foreach (var (code, meaning) in ExitCodes.All) Assert.Matches($@"(?m)^ +{code}  {meaning}$", outcome.Output);
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void Help_OfEveryCommand_TeachesByExamplesThatParse(string path)
    {
        var command = Commands().Single(item => item.Path == path).Command;
        var root = CommandLine.CreateRoot();

        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description)));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description)));
        if (command is not CliCommand leaf) return;
        Assert.NotEmpty(leaf.Examples);
        Assert.All(leaf.Examples, example =>
        {
            var arguments = root.Parse(example.Split(" < ")[0]);
            Assert.Equal(leaf.GetType(), arguments.CommandResult.Command.GetType());
            Assert.Empty(arguments.Errors);
            Assert.Empty(((CliCommand)arguments.CommandResult.Command).Conflicts(arguments));
        });
    }

    [Fact]
    public void Help_OfTrain_ShowsDefaultsChoicesAndExamples()
    {
        var outcome = CliProcess.Run(folder.Path, "train", "--help");

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("[default: 0.005]", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("diff-pruning, fish, magnitude", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("  taskgrid train reviews --base mini", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_Asked_IsPrinted()
    {
        var outcome = CliProcess.Run(folder.Path, "--version");

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", outcome.Output);
    }

    [Fact]
    public void Help_Shown_WritesNothingToTheFolder()
    {
        CliProcess.Run(folder.Path, "base", "--help");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void Documentation_OfTheCommandLine_NamesEveryCommandAndOption(string path)
    {
        var text = File.ReadAllText(RepositoryFolder.File("docs", "cli.md"));

        Assert.Contains(path, text, StringComparison.Ordinal);
        foreach (var option in Commands().Single(item => item.Path == path).Command.Options)
            Assert.Contains($"`{option.Name}", text, StringComparison.Ordinal);
        foreach (var (code, meaning) in ExitCodes.All)
            Assert.Contains($"| {code} | {meaning} |", text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> Commands() => Below(CommandLine.CreateRoot(), "");

    private static IEnumerable<(string Path, Command Command)> Below(Command parent, string path)
    {
        foreach (var child in parent.Subcommands)
        {
            var childPath = $"{path} {child.Name}".TrimStart();
            yield return (childPath, child);
            foreach (var below in Below(child, childPath)) yield return below;
        }
    }
}
