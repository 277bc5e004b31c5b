using System.CommandLine;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff pull TASK[@REF] [--from STORE] [--to STORE]</c>.</summary>
internal sealed class DiffPullCommand : DiffCopyCommand
{
    private readonly Option<string?> _from = Location("--from", "The store to read, otherwise that of --store");

    private readonly Option<string?> _to = Location("--to", "The store to write, otherwise that of --store");

    /// <summary>Makes the command.</summary>
    public DiffPullCommand()
        : base("pull", "Copies a version from another store to the store, checked by its hash and its base.")
    {
        Options.Add(_from);
        Options.Add(_to);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "diff pull reviews --from /srv/taskgrid",
        "diff pull reviews@v3 --from azure:diffs --to ./other --alias canary",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        if (arguments.GetResult(_from) is null && arguments.GetResult(_to) is null)
            yield return "One of --from and --to is needed: the store to read, or the one to write.";
    }

    /// <inheritdoc />
    protected override (string From, string To) Locations(CommandRun run) =>
        (run.Value(_from) ?? run.Store, run.Value(_to) ?? run.Store);
}
