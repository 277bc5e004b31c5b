using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Tasks;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff import FILE --task TASK</c>.</summary>
internal sealed class DiffImportCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A file of 'diff export': .safetensors or .tgdiff.",
    };

    private readonly Option<string> _task = NameSymbols.Required("--task", "task", "The task that gets the diff.");

    /// <summary>Makes the command.</summary>
    public DiffImportCommand()
        : base("import", "Stores an exported diff as a task's next version, if the store holds its base.")
    {
        Arguments.Add(_file);
        Options.Add(_task);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["diff import reviews.safetensors --task reviews"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var task = node.ImportDiff(run.Required(_file), run.Required(_task));
        run.Output.Result(task, CliJson.Types.TaskInfo, TaskText.Fields(task).Write);
    }
}
