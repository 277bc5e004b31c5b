using System.CommandLine;
using TaskGrid.Cli.Aliases;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Tasks;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version list TASK</c>.</summary>
internal sealed class VersionListCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    /// <summary>Makes the command.</summary>
    public VersionListCommand()
        : base("list", "Lists a task's versions, the oldest first, with the aliases that name them.") =>
        Arguments.Add(_task);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["version list reviews", "version list reviews --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var task = await session.Grid.Tasks.GetAsync(run.Required(_task), run.CancellationToken);
        run.Output.Result(new VersionList(task.Versions), CliJson.Types.VersionList, writer =>
        {
            var table = new TextTable(
                "version", "aliases", "created", "base", "method", "metric", "value", "nonzeros", "file");
            foreach (var version in task.Versions)
            {
                var info = version.Info;
                table.Add(
                    $"v{version.Number}", AliasText.Naming(task, version.Number), $"{version.CreatedAt:u}",
                    info.Base ?? TaskText.Unknown, info.Method ?? TaskText.Unknown, MetricText.Of(info.Metric, info.Labels),
                    TaskText.Value(info.Value), Readable.Count(info.Nonzeros), Readable.Bytes(info.FileBytes));
            }

            table.Write(writer);
        });
    }
}
