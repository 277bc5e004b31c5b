using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Node;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff verify TASK[@REF]|FILE</c>.</summary>
internal sealed class DiffVerifyCommand : CliCommand
{
    private readonly Argument<string> _diff = DiffSymbols.VersionOrFile();

    /// <summary>Makes the command.</summary>
    public DiffVerifyCommand()
        : base("verify", "Reads every byte of a diff and checks its hash, its entries and that its base fits.") =>
        Arguments.Add(_diff);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["diff verify reviews", "diff verify ./reviews.tgdiff"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        await using var diff = await DiffSource.OpenAsync(session, run.Required(_diff), run.CancellationToken);
        var summary = DiffFiles.Verify(diff.Content, diff.Name);
        var isBaseChecked = await IsBaseHereAsync(session, summary, run.CancellationToken);
        run.Output.Result(
            new VerifiedDiff(summary.Path, true, isBaseChecked, summary.Sha256), CliJson.Types.VerifiedDiff,
            writer => writer.WriteLine(
                isBaseChecked
                    ? $"{summary.Path} is whole and fits its base."
                    : $"{summary.Path} is whole. Its base {summary.BaseFingerprint[..12]} is not in {session.Place}, "
                    + "so whether it fits is not checked."));
    }

    // The fingerprint is that of every name, shape and byte of the base.
    private static async Task<bool> IsBaseHereAsync(
        GridSession session, DiffSummary diff, CancellationToken cancellationToken)
    {
        var bases = await session.Grid.Bases.ListAsync(cancellationToken);
        if (bases.FirstOrDefault(info => info.Fingerprint == diff.BaseFingerprint) is not { } found) return false;
        if (found.Parameters == diff.Parameters) return true;
        throw new TaskGridException(
            ErrorCodes.DiffBaseMismatch,
            $"{diff.Path} is for a base of {diff.Parameters:N0} parameters, but '{found.Name}' with the same fingerprint "
            + $"has {found.Parameters:N0}. It was not written by this program.");
    }
}
