using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>task delete TASK</c>.</summary>
internal sealed class TaskDeleteCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    /// <summary>Makes the command.</summary>
    public TaskDeleteCommand()
        : base("delete", "Deletes a task with all its versions, for good; its jobs are cancelled. Its base stays.") =>
        Arguments.Add(_task);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["task delete reviews"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var task = run.Required(_task);
        await session.Grid.Tasks.DeleteAsync(task, cancellationToken: run.CancellationToken);
        run.Output.Result(
            new Deletion(task), CliJson.Types.Deletion, writer => writer.WriteLine($"Deleted task {task}."));
    }
}
