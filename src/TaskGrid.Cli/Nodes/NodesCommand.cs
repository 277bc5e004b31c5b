using System.Globalization;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Nodes;

/// <summary><c>nodes</c>.</summary>
internal sealed class NodesCommand()
    : CliCommand("nodes", "Shows the nodes of a server or cluster: bases, versions in memory, training slots and queues.")
{
    private const string Unknown = "–";

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
                "node", "device", "bases in memory", "versions in memory", "their size", "of", "on disk", "their size",
                "texts waiting", "texts per batch", "training", "its memory", "jobs waiting");
            foreach (var node in nodes)
            {
                table.Add(
                    node.Name, node.Device ?? Unknown, string.Join(',', node.Bases),
                    Count(node.Residency?.Memory), Bytes(node.ResidentBytes), Bytes(node.Residency?.Memory?.MaxBytes),
                    Count(node.Residency?.Disk), Bytes(node.Residency?.Disk?.Bytes),
                    node.RunningJobs is null ? Unknown : Readable.Count(node.Serving.Sum(each => each.WaitingTexts)), TextsPerBatch(node),
                    $"{Number(node.RunningJobs)} of {node.Slots}", Bytes(node.TrainingBytes), Number(node.QueuedJobs));
            }

            table.Write(writer);
            WriteVersions(nodes, writer);
        });
    }

    private static void WriteVersions(IReadOnlyList<NodeSnapshot> nodes, TextWriter writer)
    {
        var table = new TextTable("version", "node", "where", "size", "pinned", "requests now", "so far", "idle");
        foreach (var node in nodes)
        {
            foreach (var version in node.Residency?.Versions ?? [])
            {
                table.Add(
                    version.Model, node.Name, version.Tier, Readable.Bytes(version.Bytes), version.IsPinned ? "yes" : "",
                    Readable.Count(version.Requests), Readable.Count(version.Uses),
                    version.IdleSeconds is { } idle ? Readable.Duration(TimeSpan.FromSeconds(idle)) : "");
            }
        }

        if (nodes.All(node => node.Residency is not { Versions.Count: > 0 })) return;
        writer.WriteLine();
        table.Write(writer);
    }

    private static string Count(TierSnapshot? tier) => tier is null ? Unknown : Readable.Count(tier.Versions);

    private static string Bytes(long? bytes) => bytes is { } known ? Readable.Bytes(known) : Unknown;

    private static string Number(int? number) => number is { } known ? Readable.Count(known) : Unknown;

    private static string TextsPerBatch(NodeSnapshot node) => node.Serving.Sum(each => each.Batches) is > 0 and var batches
        ? ((double)node.Serving.Sum(each => each.BatchedTexts) / batches).ToString("0.0", CultureInfo.InvariantCulture)
        : Unknown;
}
