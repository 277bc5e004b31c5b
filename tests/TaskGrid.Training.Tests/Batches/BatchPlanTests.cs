using TaskGrid.Training.Batches;

namespace TaskGrid.Training.Tests.Batches;

public sealed class BatchPlanTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 1003).Select(row => 4 + (row * 37 % 60))];

    [Fact]
    public void Epoch_AnySeed_HoldsEveryRowOnce()
    {
        var rows = BatchPlan.Epoch(Lengths, 16, seed: 3, epoch: 2).SelectMany(batch => batch).Order();
        Assert.Equal(Enumerable.Range(0, Lengths.Length), rows);
    }

    [Fact]
    public void Epoch_RowsOfManyLengths_PadsLessThanATenth()
    {
        var batches = BatchPlan.Epoch(Lengths, 16, seed: 3, epoch: 0);
        var padded = batches.Sum(batch => batch.Length * batch.Max(row => Lengths[row]));
        Assert.InRange((double)padded / Lengths.Sum(), 1, 1.1);
    }

    [Fact]
    public void Epoch_SameSeedAndEpoch_IsTheSame_AndOtherwiseAnother()
    {
        static string Text(int seed, int epoch) =>
            string.Join(";", BatchPlan.Epoch(Lengths, 16, seed, epoch).Select(batch => string.Join(",", batch)));
        Assert.Equal(Text(1, 1), Text(1, 1));
        Assert.NotEqual(Text(1, 1), Text(1, 2));
        Assert.NotEqual(Text(1, 1), Text(2, 1));
    }
}
