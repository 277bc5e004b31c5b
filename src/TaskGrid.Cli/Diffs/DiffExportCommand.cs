using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff export TASK[@REF]|FILE --output FILE</c>.</summary>
internal sealed class DiffExportCommand : CliCommand
{
    private readonly Argument<string> _diff = DiffSymbols.VersionOrFile();

    private readonly Option<string> _format = ChoiceOption.CreateWithDefault(
        "--format", "safetensors", "What to write.", "safetensors", "tgdiff");

    private readonly Option<string> _output = TextOptions.RequiredFile("--output", "The file to write.");

    /// <summary>Makes the command.</summary>
    public DiffExportCommand()
        : base("export", "Writes a diff to a file: safetensors with NAME.indices and NAME.values, or .tgdiff.")
    {
        Arguments.Add(_diff);
        Options.Add(_format);
        Options.Add(_output);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "diff export reviews --format safetensors --output reviews.safetensors",
        "diff export reviews@v2 --format tgdiff --output reviews.tgdiff",
    ];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        await using var diff = await DiffSource.OpenAsync(session, run.Required(_diff), run.CancellationToken);
        var output = run.Required(_output);
        var isSafetensors = run.Required(_format) == "safetensors";
        AtomicFile.Write(output, file =>
        {
            if (isSafetensors) DiffFiles.ExportSafetensors(diff.Content, file);
            else diff.Content.CopyTo(file);
        });
        var bytes = new FileInfo(output).Length;
        run.Output.Result(
            new ExportedDiff(output, bytes), CliJson.Types.ExportedDiff,
            writer => writer.WriteLine($"Wrote {output}, {Readable.Bytes(bytes)}."));
    }
}
