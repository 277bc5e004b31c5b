using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class LocalTaskTests(TrainedStore store) : TaskTests(store)
{
    private readonly TrainedStore _store = store;

    /// <inheritdoc />
    protected override string[] Place => [];

    [Fact]
    public void Train_StoreThatIsAFile_IsUnavailable()
    {
        var outcome = CliProcess.Run(_store.Folder, [.. _store.TrainArguments("x"), "--store", _store.Train]);

        Assert.Contains(outcome.ExitCode, (int[])[ExitCodes.Environment, ExitCodes.NotFound]);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base", "list")]
    [InlineData("base", "fill", "nope", "--text", "[MASK]")]
    [InlineData("task", "list")]
    [InlineData("job", "list")]
    [InlineData("train", "x", "--base", "nope", "--train", "train.tsv")]
    public void Run_InAnEmptyFolder_WritesNothing(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("train.tsv", "text\tlabel\na\tb\n");
        CliProcess.Run(folder.Path, arguments);

        Assert.Equal([folder.File("train.tsv")], Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
