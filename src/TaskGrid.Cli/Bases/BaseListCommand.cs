using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base list</c>.</summary>
internal sealed class BaseListCommand() : CliCommand("list", "Lists the bases of the store or server.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["base list", "base list --store /srv/taskgrid --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var bases = session.Bases is { } local
            ? local.List(damaged => CliOutput.Note(damaged.Message))
            : await session.Grid.Bases.ListAsync(run.CancellationToken);
        run.Output.Result(new BaseList(bases), CliJson.Types.BaseList, writer =>
        {
            if (bases.Count == 0)
            {
                writer.WriteLine($"There is no base in {session.Place}. 'taskgrid base import' brings one in.");
                return;
            }

            var table = new TextTable("name", "architecture", "parameters", "layers", "width", "fingerprint");
            foreach (var info in bases)
            {
                table.Add(
                    info.Name, info.Architecture, Readable.Count(info.Parameters), $"{info.Layers}",
                    $"{info.HiddenSize}", info.Fingerprint[..12]);
            }

            table.Write(writer);
        });
    }
}
