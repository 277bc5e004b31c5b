using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base import SOURCE --name NAME</c>.</summary>
internal sealed class BaseImportCommand : LocalCommand
{
    private readonly Argument<string> _source = new("SOURCE")
    {
        Description = "A Hugging Face folder (config.json, safetensors, vocab.txt or tokenizer.json), "
            + "or hf:ORG/NAME[@REVISION] to download one.",
    };

    private readonly Option<string> _name = NameSymbols.Required("--name", "base", "The base's name in the store.");

    /// <summary>Makes the command.</summary>
    public BaseImportCommand()
        : base("import", "Copies a pretrained encoder into the store: BERT, DistilBERT or ELECTRA with WordPiece.")
    {
        Arguments.Add(_source);
        Options.Add(_name);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "base import ./models/tg-mini --name mini",
        "base import hf:google-bert/bert-base-uncased --name bert",
    ];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        using var bases = run.OpenStore().OpenBases();
        var name = run.Required(_name);
        Task<BaseImportResult> ImportAsync(IProgress<BaseImportProgress> progress) =>
            bases.ImportAsync(run.Required(_source), name, progress, run.CancellationToken);
        if (TerminalBar.IsPossible) await TerminalBar.ShowAsync("reading", (_, bar) => ImportAsync(new ImportBar(bar)));
        else await ImportAsync(new ImportLines(TimeProvider.System));
        var info = bases.Get(name);
        run.Output.Result(info, CliJson.Types.BaseInfo, BaseText.Fields(info).Write);
    }
}
