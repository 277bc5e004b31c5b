using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Proofs.Fault;

/// <summary>Changes over a store that, once the engine runs, does only one thing: fail. Each ends with an error that says
/// so, after a bounded number of calls.</summary>
internal static class StubbornProof
{
    /// <summary>Calls that one change may take until it gives up.</summary>
    public const int WantedCalls = 100;

    // Some meet only changes that tell events.
    private static readonly (FaultRates Rates, bool OnlyEvents)[] Faults =
    [
        (new() { Fail = 1, Keys = IsOfTheTenant }, false),
        (new() { FalseCondition = 1, Keys = IsOfTheTenant }, false),
        (new() { FalseCondition = 1, Keys = key => key.Contains("/events/", StringComparison.Ordinal) }, true),
    ];

    private static readonly (Func<ITaskGrid, string, Task> Make, bool TellsEvents)[] Changes =
    [
        ((grid, _) => GridData.UploadAsync(grid, GridData.Rows(4)), false),
        ((grid, _) => grid.Tasks.RegisterAsync(new TaskSpec { Name = "reviews" }), false),
        ((grid, job) => grid.Jobs.PauseAsync(job), true),
        ((grid, job) => grid.Jobs.CancelAsync(job), true),
    ];

    /// <summary>The most calls that a change took.</summary>
    /// <exception cref="TaskGridException">A change ended with another error.</exception>
    /// <exception cref="InvalidOperationException">A change said that it is made.</exception>
    public static async Task<int> MostCallsAsync(string bases, CancellationToken cancellationToken)
    {
        var calls = await Task.WhenAll(
            from fault in Faults
            from change in Changes
            select CallsAsync(bases, fault.Rates, change.Make, fault.OnlyEvents && !change.TellsEvents, cancellationToken));
        return calls.Max();
    }

    /// <summary>The calls that a change takes until it gives up.</summary>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="rates">What the store does once the engine runs.</param>
    /// <param name="change">The change; it gets a job.</param>
    /// <param name="succeeds">Whether the faults are not about it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException">The change ended with another error.</exception>
    /// <exception cref="InvalidOperationException">The change said that it is made, or that it is not where it can be.</exception>
    public static async Task<int> CallsAsync(
        string bases,
        FaultRates rates,
        Func<ITaskGrid, string, Task> change,
        bool succeeds,
        CancellationToken cancellationToken)
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
        var isMade = await IsMadeAsync(() => change(grid, job.Id));
        if (isMade != succeeds)
            throw new InvalidOperationException($"Over a store that only fails a change {(isMade ? "succeeded" : "failed")}.");
        return store.Calls - before;
    }

    // A node's own signs of life are not part of a change.
    private static bool IsOfTheTenant(string key) => key.StartsWith("tenants/", StringComparison.Ordinal);

    private static async Task<bool> IsMadeAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (TaskGridException exception) when (exception.Code is ErrorCodes.StoreUnavailable or ErrorCodes.Contended)
        {
            return false;
        }
    }
}
