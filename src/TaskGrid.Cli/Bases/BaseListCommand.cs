using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base list</c>.</summary>
internal sealed class BaseListCommand() : CliCommand("list", "Lists the bases of the store.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["base list", "base list --store /srv/taskgrid --json"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var bases = node.Bases.List();
        run.Output.Result(new BaseList(bases), CliJson.Types.BaseList, writer =>
        {
            if (bases.Count == 0)
            {
                writer.WriteLine($"The store '{run.Store}' holds no base. 'taskgrid base import' brings one in.");
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
