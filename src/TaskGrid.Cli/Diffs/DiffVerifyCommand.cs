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
        var (summary, isChecked) = DiffFiles.Verify(diff.Content, diff.Name, session.Bases);
        var isFound = isChecked || (session.IsServer && await IsBaseThereAsync(session, summary, run.CancellationToken));
        isChecked |= isFound && diff.IsVersion;
        run.Output.Result(
            new VerifiedDiff(summary.Path, true, isFound, isChecked, summary.Sha256), CliJson.Types.VerifiedDiff,
            writer => writer.WriteLine(
                isChecked ? $"{summary.Path} is whole and fits its base."
                : isFound ? $"{summary.Path} is whole. A base of {session.Place} has its fingerprint; "
                    + "whether their tensors are the same is checked at an import."
                : $"{summary.Path} is whole. Its base {summary.BaseFingerprint[..12]} is not in {session.Place}, "
                    + "so whether it fits is not checked."));
    }

    private static async Task<bool> IsBaseThereAsync(
        GridSession session, DiffSummary diff, CancellationToken cancellationToken) =>
        (await session.Grid.Bases.ListAsync(cancellationToken)).Any(info => info.Fingerprint == diff.BaseFingerprint);
}
