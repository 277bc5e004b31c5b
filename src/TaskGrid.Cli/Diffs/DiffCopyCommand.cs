using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff push</c> and <c>diff pull</c> share.</summary>
internal abstract class DiffCopyCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();

    private readonly AliasOption _alias = new("copied version");

    /// <summary>Makes the command.</summary>
    protected DiffCopyCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(_model);
        _alias.AddTo(this);
    }

    /// <summary>The ends to read and to write.</summary>
    protected abstract (CopyEnd From, CopyEnd To) Ends(CommandRun run);

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var (from, to) = Ends(run);
        var copied = await DiffCopy.RunAsync(
            from,
            to,
            run.OpenStore(),
            run.Required(_model),
            _alias.Read(run),
            run.CancellationToken);
        run.Output.Result(copied, CliJson.Types.CopiedDiff, writer => writer.WriteLine(
            $"{ModelReference.Of(copied.Task, copied.FromVersion)} of '{copied.From}' is "
            + $"{ModelReference.Of(copied.Task, copied.ToVersion)} of '{copied.To}', "
            + (copied.Copied ? "copied" : "as before")
            + $"; SHA-256 {copied.Sha256[..12]}, base {copied.BaseFingerprint[..12]}."));
    }

    /// <summary>An option that takes a store.</summary>
    protected static Option<string?> Location(string name, string description) => new(name)
    {
        Description = $"{description}: a folder, an https container URL or azure:CONTAINER.",
        HelpName = "STORE",
    };
}
