namespace TaskGrid.Training.Metrics;

/// <summary>Pearson correlation of predicted and true values; 0 where either are all equal.</summary>
internal sealed class Pearson : Metric
{
    public override string Name => "pearson";

    public override TaskKind Kind => TaskKind.Regression;

    public override bool NeedsTwoTargets => true;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        Correlation.Of(Widen(predictions), Widen(targets));

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var row = 0; row < wide.Length; row++)
        {
            wide[row] = values[row];
        }

        return wide;
    }
}
