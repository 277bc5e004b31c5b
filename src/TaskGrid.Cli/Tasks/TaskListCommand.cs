using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>task list</c>.</summary>
internal sealed class TaskListCommand() : CliCommand("list", "Lists the tasks of the store or server.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["task list", "task list --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var tasks = await AllAsync(session.Grid.Tasks, run.CancellationToken);
        run.Output.Result(new TaskList(tasks), CliJson.Types.TaskList, writer =>
        {
            if (tasks.Count == 0)
            {
                writer.WriteLine($"There is no task in {session.Place}. 'taskgrid train' makes one.");
                return;
            }

            var table = new TextTable("name", "base", "version", "method", "metric", "value", "nonzeros", "file");
            foreach (var task in tasks)
            {
                table.Add(
                    task.Name, task.Base ?? TaskText.Unknown, $"{task.Version}", task.Method ?? TaskText.Unknown,
                    MetricText.Of(task.Metric ?? TaskText.Unknown, task.Labels), TaskText.Value(task.Value),
                    Readable.Count(task.Nonzeros ?? 0), Readable.Bytes(task.FileBytes ?? 0));
            }

            table.Write(writer);
        });
    }

    private static async Task<IReadOnlyList<ShownTask>> AllAsync(IGridTasks tasks, CancellationToken cancellationToken)
    {
        var all = new List<ShownTask>();
        var page = new ListPage<TaskSnapshot>([], true);
        while (page.HasMore)
        {
            var request = new PageRequest(all.LastOrDefault()?.Name, PageRequest.MaxLimit);
            page = await tasks.ListAsync(request, cancellationToken);
            all.AddRange(page.Items.Select(ShownTask.Of));
        }

        return all;
    }
}
