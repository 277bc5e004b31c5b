namespace TaskGrid.Benchmarks.Serving;

/// <summary>What the process of PyTorch is asked for: a batch.</summary>
/// <param name="Groups">How many rows each task of the batch has.</param>
internal sealed record ServingOrder(int[] Groups);
