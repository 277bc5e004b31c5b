using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Data;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Versions;
using TaskGrid.Node;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff import FILE --task TASK</c>.</summary>
internal sealed class DiffImportCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A file of 'diff export': .safetensors or .tgdiff.",
    };

    private readonly Option<string> _task = NameSymbols.Required("--task", "task", "The task that gets the diff.");

    private readonly AliasOption _alias = new("new version");

    /// <summary>Makes the command.</summary>
    public DiffImportCommand()
        : base("import", "Stores an exported diff as a task's next version, if its base is there.")
    {
        Arguments.Add(_file);
        Options.Add(_task);
        _alias.AddTo(this);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["diff import reviews.safetensors --task reviews", "diff import reviews.tgdiff --task reviews --alias canary"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        await using var diff = Open(run.Required(_file));
        var version = await session.Grid.Tasks.ImportVersionAsync(
            run.Required(_task), diff, _alias.Read(run), null, run.CancellationToken);
        run.Output.Result(version, CliJson.Types.VersionSnapshot, VersionText.Fields(version).Write);
    }

    private static Stream Open(string path)
    {
        var file = InputFile.Open(path);
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal)) return file;
        using (file) return DiffFiles.ImportSafetensors(file, path);
    }
}
