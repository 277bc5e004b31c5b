using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Node;

namespace TaskGrid.Cli.Diffs;

/// <summary><c>diff show TASK[@REF]|FILE</c>.</summary>
internal sealed class DiffShowCommand : CliCommand
{
    private readonly Argument<string> _diff = DiffSymbols.VersionOrFile();

    /// <summary>Makes the command.</summary>
    public DiffShowCommand()
        : base("show", "Shows what a diff holds: its base, entries, head, training record and bytes.") =>
        Arguments.Add(_diff);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["diff show reviews", "diff show reviews@v2", "diff show ./reviews.tgdiff --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        await using var diff = await DiffSource.OpenAsync(session, run.Required(_diff), run.CancellationToken);
        var summary = DiffFiles.Summarize(diff.Content, diff.Name);
        run.Output.Result(Document(summary), CliJson.Types.JsonObject, DiffText.Of(summary));
    }

    // The training record is JSON already: it stands in the document as an object, not as a string.
    private static JsonObject Document(DiffSummary summary)
    {
        var document = JsonSerializer.SerializeToNode(summary, CliJson.Types.DiffSummary)!.AsObject();
        document.Remove(JsonNamingPolicy.CamelCase.ConvertName(nameof(summary.TrainingRecordJson)));
        document["training"] = JsonNode.Parse(summary.TrainingRecordJson);
        return document;
    }
}
