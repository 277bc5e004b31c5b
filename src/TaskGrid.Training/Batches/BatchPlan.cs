namespace TaskGrid.Training.Batches;

/// <summary>
/// The batches of one epoch: rows are shuffled, then sorted by length inside windows of many batches, so that a batch
/// holds rows of nearly one length and little of it is padding; the batches come in shuffled order.
/// </summary>
internal static class BatchPlan
{
    private const int WindowBatches = 32;

    /// <summary>Plans an epoch.</summary>
    /// <param name="lengths">Tokens of each row.</param>
    /// <param name="batchSize">Rows per batch; the last batch of the epoch's last window may have fewer.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch; every epoch has its own order.</param>
    /// <returns>Row numbers of each batch; every row occurs once.</returns>
    public static IReadOnlyList<int[]> Epoch(IReadOnlyList<int> lengths, int batchSize, int seed, int epoch)
    {
        var random = new Random(HashCode(seed, epoch));
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(order);
        var batches = new List<int[]>();
        foreach (var window in order.Chunk(batchSize * WindowBatches))
        {
            var keys = Array.ConvertAll(window, row => lengths[row]);
            Array.Sort(keys, window);
            batches.AddRange(window.Chunk(batchSize));
        }

        var result = batches.ToArray();
        random.Shuffle(result);
        return result;
    }

    // System.HashCode is seeded per process; a run's order is not.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 0x2545F491) ^ (epoch * 0x3C6EF372) ^ 0x5bd1e995);
}
