using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>task set TASK [--description TEXT] [--keep-versions N] [--keep-for DAYS]</c>.</summary>
internal sealed class TaskSetCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly Option<string?> _description = new("--description")
    {
        Description = "What the task is, for people.",
        HelpName = "TEXT",
    };

    private readonly Option<int?> _keepVersions = NumberOption.Whole(
        "--keep-versions", "The newest versions that are kept beside those that an alias names; all otherwise.", least: 1);

    private readonly Option<TimeSpan?> _keepFor = NumberOption.Days(
        "--keep-for", "How long versions are kept that no alias names; for ever otherwise.");

    /// <summary>Makes the command.</summary>
    public TaskSetCommand()
        : base("set", "Replaces a task's description and rules for old versions; what is left out is none.")
    {
        Arguments.Add(_task);
        foreach (var option in (Option[])[_description, _keepVersions, _keepFor]) Options.Add(option);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "task set reviews --description \"What viewers say of films\" --keep-versions 5 --keep-for 90",
        "task set reviews --description \"\" --json",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        if (((Option[])[_description, _keepVersions, _keepFor]).All(option => arguments.GetResult(option) is null))
            yield return "One of --description, --keep-versions and --keep-for is needed; what is left out is none then.";
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var spec = new TaskSpec
        {
            Name = run.Required(_task),
            Description = run.Value(_description) ?? "",
            KeepVersions = run.Value(_keepVersions),
            KeepFor = run.Value(_keepFor),
        };
        var task = await session.Grid.Tasks.SetSpecAsync(spec, null, run.CancellationToken);
        run.Output.Result(ShownTask.Of(task), CliJson.Types.ShownTask, TaskText.Fields(task).Write);
    }
}
