using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff verify TASK|FILE</c>.</summary>
internal sealed class DiffVerifyCommand : CliCommand
{
    private readonly Argument<string> _diff = DiffSymbols.TaskOrFile();

    /// <summary>Makes the command.</summary>
    public DiffVerifyCommand()
        : base("verify", "Reads every byte of a diff and checks its hash, its entries and that its base fits.") =>
        Arguments.Add(_diff);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["diff verify reviews", "diff verify ./reviews.tgdiff"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var (summary, isBaseChecked) = node.VerifyDiff(run.Required(_diff));
        run.Output.Result(
            new VerifiedDiff(summary.Path, true, isBaseChecked, summary.Sha256), CliJson.Types.VerifiedDiff,
            writer => writer.WriteLine(
                isBaseChecked
                    ? $"{summary.Path} is whole and fits its base."
                    : $"{summary.Path} is whole. Its base {summary.BaseFingerprint[..12]} is not in the store, so "
                    + "whether it fits is not checked."));
    }
}
