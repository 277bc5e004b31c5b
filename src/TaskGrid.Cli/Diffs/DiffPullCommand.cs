using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff pull TASK[@REF] [--from STORE] [--to STORE]</c>.</summary>
internal sealed class DiffPullCommand : DiffCopyCommand
{
    private readonly Option<string?> _from = Location("--from", "The store to read, otherwise that of --store or the server");

    private readonly Option<string?> _to = Location("--to", "The store to write, otherwise that of --store or the server");

    /// <summary>Makes the command.</summary>
    public DiffPullCommand()
        : base("pull", "Copies a version from another store to the store or server, checked by its hash and its base.")
    {
        Options.Add(_from);
        Options.Add(_to);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "diff pull reviews --from /srv/taskgrid",
        "diff pull reviews@v3 --from azure:diffs --to ./other --alias canary",
        "diff pull reviews --from /srv/taskgrid --server http://127.0.0.1:8080",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        var (from, to) = (arguments.GetResult(_from), arguments.GetResult(_to));
        if (from is null && to is null)
            yield return "One of --from and --to is needed: the store to read, or the one to write.";
        if (from is not null && to is not null && arguments.GetResult(GlobalOptions.Server) is not null)
            yield return "With --from and --to, --server has nothing to read or to write.";
    }

    /// <inheritdoc />
    protected override (CopyEnd From, CopyEnd To) Ends(CommandRun run) =>
        (CopyEnd.Of(run.Value(_from), run), CopyEnd.Of(run.Value(_to), run));
}
