using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Node;

namespace TaskGrid.Cli.Stores;

/// <summary><c>store verify</c>.</summary>
internal sealed class StoreVerifyCommand()
    : LocalCommand("verify", "Reads every blob of the store and names what is damaged or missing.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["store verify", "store verify --store azure:diffs --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var store = run.OpenStore();
        using var bases = store.OpenBases();
        var result = await new StoreCheck(store.Blobs, bases).VerifyAsync(run.CancellationToken);
        if (result.Problems.Count > 0)
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"{result.Problems.Count} of {result.Blobs:N0} blobs cannot be used. Restore them from a backup.",
                [.. result.Problems.Select(problem => $"{problem.Key}: {problem.Message}")]);
        run.Output.Result(
            result,
            CliJson.Types.StoreVerification,
            writer => writer.WriteLine(
                $"{result.Blobs:N0} blobs, {Readable.Bytes(result.Bytes)}: nothing is damaged or missing."));
    }
}
