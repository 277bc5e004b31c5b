namespace TaskGrid.Benchmarks.Serving;

/// <summary>What the process of PyTorch is asked for: a batch.</summary>
/// <param name="Tasks">The number of the task of each row.</param>
/// <param name="Batched">Whether adapters answer all rows in one pass; otherwise each task's rows are a pass of its merged model.</param>
internal sealed record ServingOrder(int[] Tasks, bool Batched);
