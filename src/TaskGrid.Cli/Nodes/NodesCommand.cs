using System.Globalization;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Nodes;

/// <summary><c>nodes</c>.</summary>
internal sealed class NodesCommand()
    : CliCommand("nodes", "Shows the nodes of a server or cluster: bases, versions in memory, training slots and queues.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["nodes --server http://127.0.0.1:8080", "nodes --server http://127.0.0.1:8080 --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var nodes = await session.Grid.ListNodesAsync(run.CancellationToken);
        run.Output.Result(new NodeList(nodes), CliJson.Types.NodeList, writer =>
        {
            var table = new TextTable(
                "node", "device", "bases in memory", "versions in memory", "their size", "texts waiting", "texts per batch", "training",
                "jobs waiting");
            foreach (var node in nodes)
            {
                table.Add(
                    node.Name, node.Device ?? "–", string.Join(',', node.Bases), Readable.Count(node.Resident.Count),
                    Readable.Bytes(node.ResidentBytes), Readable.Count(node.Serving.Sum(each => each.WaitingTexts)),
                    TextsPerBatch(node), $"{node.RunningJobs} of {node.Slots}", $"{node.QueuedJobs}");
            }

            table.Write(writer);
        });
    }

    private static string TextsPerBatch(NodeSnapshot node) => node.Serving.Sum(each => each.Batches) is > 0 and var batches
        ? ((double)node.Serving.Sum(each => each.BatchedTexts) / batches).ToString("0.0", CultureInfo.InvariantCulture)
        : "–";
}
