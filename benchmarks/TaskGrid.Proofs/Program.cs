using System.Globalization;
using TaskGrid.Node;
using TaskGrid.Proofs.Crash;
using TaskGrid.Storage;

// STORE BASES LOCAL STEP [JOB]: works on jobs until stdin ends, and crashes when the checkpoint of that step is to be written.
// With a job: only that one crashes, when another one is at that step, too, or after a while without.
var job = args.ElementAtOrDefault(4);
using var neighbour = new ManualResetEventSlim();
var store = new CheckpointHook(BlobStores.Open(args[0]), int.Parse(args[3], CultureInfo.InvariantCulture), Reach);
await using var grid = await EmbeddedGrid.StartAsync(
    store, args[1], new EmbeddedGridOptions { Node = "worker", LocalFolder = args[2], Slots = 2 });
await Console.In.ReadToEndAsync();

void Reach(string key)
{
    if (job is null) NativeCrash.Abort();
    if (key.Contains(job!, StringComparison.Ordinal))
    {
        neighbour.Wait(TimeSpan.FromSeconds(5));
        NativeCrash.Abort();
    }

    neighbour.Set();
    Thread.Sleep(TimeSpan.FromSeconds(10));
}
