using System.Globalization;
using TaskGrid.Node;
using TaskGrid.Proofs.Crash;
using TaskGrid.Storage;

// STORE BASES LOCAL STEP: works on jobs until stdin ends, and crashes when the checkpoint of that step is to be written.
var store = new CheckpointHook(
    BlobStores.Open(args[0]), int.Parse(args[3], CultureInfo.InvariantCulture), NativeCrash.Abort);
await using var grid = await EmbeddedGrid.StartAsync(
    store, args[1], new EmbeddedGridOptions { Node = "worker", LocalFolder = args[2] });
await Console.In.ReadToEndAsync();
