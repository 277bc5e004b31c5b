using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>task show TASK</c>.</summary>
internal sealed class TaskShowCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    /// <summary>Makes the command.</summary>
    public TaskShowCommand()
        : base("show", "Shows a task's description, rules, base, version, method, dev metric, size and labels.") => Arguments.Add(_task);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["task show reviews", "task show reviews --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var task = await session.Grid.Tasks.GetAsync(run.Required(_task), run.CancellationToken);
        run.Output.Result(ShownTask.Of(task), CliJson.Types.ShownTask, TaskText.Fields(task).Write);
    }
}
