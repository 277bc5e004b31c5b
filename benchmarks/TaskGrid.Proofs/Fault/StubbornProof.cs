using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Proofs.Fault;

/// <summary>Changes over a store that, once the engine runs, does only one thing: fail. Each ends with an error that says
/// so, after a bounded number of calls.</summary>
internal static class StubbornProof
{
    /// <summary>Calls that one change may take until it gives up.</summary>
    public const int WantedCalls = 100;

    private static readonly FaultRates[] Faults =
    [
        new() { Fail = 1, Keys = IsOfTheTenant },
        new() { FalseCondition = 1, Keys = IsOfTheTenant },
        new() { FalseCondition = 1, Keys = key => key.Contains("/events/", StringComparison.Ordinal) },
    ];

    private static readonly Func<ITaskGrid, string, Task>[] Changes =
    [
        (grid, _) => GridData.UploadAsync(grid, GridData.Rows(4)),
        (grid, _) => grid.Tasks.RegisterAsync(new TaskSpec { Name = "reviews" }),
        (grid, job) => grid.Jobs.PauseAsync(job),
        (grid, job) => grid.Jobs.CancelAsync(job),
    ];

    /// <summary>The most calls that a change took.</summary>
    /// <exception cref="TaskGridException">A change ended with another error.</exception>
    public static async Task<int> MostCallsAsync(string bases, CancellationToken cancellationToken)
    {
        var calls = await Task.WhenAll(
            from rates in Faults from change in Changes select CallsAsync(bases, rates, change, cancellationToken));
        return calls.Max();
    }

    // A node's own signs of life are not part of a change.
    private static bool IsOfTheTenant(string key) => key.StartsWith("tenants/", StringComparison.Ordinal);

    private static async Task<int> CallsAsync(
        string bases, FaultRates rates, Func<ITaskGrid, string, Task> change, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder();
        var begun = false;
        var store = new FaultyBlobStore(
            new FileBlobStore(folder["store"]), rates with { Keys = key => begun && rates.Keys(key) }, seed: 1);
        var options = new EmbeddedGridOptions { Slots = 0, LocalFolder = folder["local"] };
        await using var engine = await EmbeddedGrid.StartAsync(store, bases, options, null, cancellationToken);
        var grid = engine.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(4));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id), null, cancellationToken);
        var before = store.Calls;
        begun = true;
        try
        {
            await change(grid, job.Id);
        }
        catch (TaskGridException exception) when (exception.Code is ErrorCodes.StoreUnavailable or ErrorCodes.Contended)
        {
        }

        return store.Calls - before;
    }
}
