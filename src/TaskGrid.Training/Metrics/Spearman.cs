namespace TaskGrid.Training.Metrics;

/// <summary>Pearson correlation of ranks; equal values share the mean of their ranks. 0 where either side's values are
/// all equal.</summary>
internal sealed class Spearman : Metric
{
    public override string Name => "spearman";

    public override TaskKind Kind => TaskKind.Regression;

    public override bool NeedsTwoTargets => true;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        Correlation.Of(Ranks(predictions), Ranks(targets));

    private static double[] Ranks(ReadOnlySpan<float> values)
    {
        var keys = values.ToArray();
        var ranks = new double[keys.Length];
        if (!Array.TrueForAll(keys, float.IsFinite))
        {
            Array.Fill(ranks, double.NaN);
            return ranks;
        }

        var rows = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, rows);
        for (int first = 0, next; first < keys.Length; first = next)
        {
            for (next = first + 1; next < keys.Length && keys[next] == keys[first]; next++)
            {
            }

            foreach (var row in rows.AsSpan(first, next - first))
            {
                ranks[row] = (first + next + 1) / 2.0;
            }
        }

        return ranks;
    }
}
