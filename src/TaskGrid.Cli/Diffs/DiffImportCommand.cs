using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Tasks;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff import FILE --task TASK --base NAME</c>.</summary>
internal sealed class DiffImportCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A file of 'diff export': .safetensors or .tgdiff.",
    };

    private readonly Option<string> _task = NameSymbols.Required("--task", "task", "The task that gets the diff.");

    private readonly Option<string> _base =
        NameSymbols.Required("--base", "base", "The base that the diff belongs to.");

    /// <summary>Makes the command.</summary>
    public DiffImportCommand()
        : base("import", "Stores an exported diff as a task's next version, if it belongs to the base.")
    {
        Arguments.Add(_file);
        Options.Add(_task);
        Options.Add(_base);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["diff import reviews.safetensors --task reviews --base mini"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var task = node.ImportDiff(run.Required(_file), run.Required(_task), run.Required(_base));
        run.Output.Result(task, CliJson.Types.TaskInfo, TaskText.Fields(task).Write);
    }
}
