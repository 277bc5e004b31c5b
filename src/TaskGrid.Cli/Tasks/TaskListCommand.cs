using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>task list</c>.</summary>
internal sealed class TaskListCommand() : CliCommand("list", "Lists the tasks of the store.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["task list", "task list --json"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var tasks = node.ListTasks();
        run.Output.Result(new TaskList(tasks), CliJson.Types.TaskList, writer =>
        {
            if (tasks.Count == 0)
            {
                writer.WriteLine($"The store '{run.Store}' holds no task. 'taskgrid train' makes one.");
                return;
            }

            var table = new TextTable("name", "base", "version", "method", "metric", "value", "nonzeros", "file");
            foreach (var task in tasks)
            {
                table.Add(
                    task.Name, task.Base ?? TaskText.Unknown, $"{task.Version}", task.Method ?? TaskText.Unknown,
                    task.Metric, TaskText.Value(task), Readable.Count(task.Nonzeros), Readable.Bytes(task.FileBytes));
            }

            table.Write(writer);
        });
    }
}
