using System.CommandLine;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff push TASK[@REF] --to STORE</c>.</summary>
internal sealed class DiffPushCommand : DiffCopyCommand
{
    private readonly Option<string?> _to = Location("--to", "The store to write");

    /// <summary>Makes the command.</summary>
    public DiffPushCommand()
        : base("push", "Copies a version from the store or server to another store, checked by its hash and its base.")
    {
        _to.Required = true;
        Options.Add(_to);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "diff push reviews --to /srv/taskgrid",
        "diff push reviews@v3 --to azure:diffs --alias canary",
        "diff push reviews --server http://127.0.0.1:8080 --to ./kept",
    ];

    /// <inheritdoc />
    protected override (CopyEnd From, CopyEnd To) Ends(CommandRun run) =>
        (CopyEnd.Of(null, run), CopyEnd.Of(run.Required(_to), run));
}
