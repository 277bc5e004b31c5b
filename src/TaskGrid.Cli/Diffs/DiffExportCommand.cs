using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff export TASK|FILE --output FILE</c>.</summary>
internal sealed class DiffExportCommand : CliCommand
{
    private readonly Argument<string> _diff = DiffSymbols.TaskOrFile();

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
        "diff export reviews --format tgdiff --output reviews.tgdiff",
    ];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var output = run.Required(_output);
        var diff = run.Required(_diff);
        if (run.Required(_format) == "safetensors") node.ExportDiff(diff, output);
        else File.Copy(node.ShowDiff(diff).Path, output, overwrite: true);
        var bytes = new FileInfo(output).Length;
        run.Output.Result(
            new ExportedDiff(output, bytes), CliJson.Types.ExportedDiff,
            writer => writer.WriteLine($"Wrote {output}, {Readable.Bytes(bytes)}."));
    }
}
