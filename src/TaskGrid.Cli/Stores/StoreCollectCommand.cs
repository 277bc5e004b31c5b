using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Node;

namespace TaskGrid.Cli.Stores;

/// <summary><c>store gc</c>.</summary>
internal sealed class StoreCollectCommand()
    : LocalCommand("gc", "Removes what nothing in the store refers to and is older than an hour; safe beside a server.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["store gc", "store gc --store azure:diffs --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var result = await new StoreCheck(run.OpenStore().Blobs).CollectAsync(run.CancellationToken);
        run.Output.Result(
            result,
            CliJson.Types.StoreCollection,
            writer => writer.WriteLine($"{result.Blobs:N0} blobs removed, {Readable.Bytes(result.Bytes)}."));
    }
}
