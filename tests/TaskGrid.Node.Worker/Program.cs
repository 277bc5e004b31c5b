using TaskGrid.Node;
using TaskGrid.Storage;

// STORE BASES LOCAL: works on jobs until stdin ends, or until it is killed.
await using var grid = await EmbeddedGrid.StartAsync(
    BlobStores.Open(args[0]), args[1], new EmbeddedGridOptions { Node = "worker", LocalFolder = args[2] });
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
