namespace TaskGrid.Training.Metrics;

/// <summary>
/// Matthews correlation of predicted and true classes, −1 to 1; for more than two classes Gorodkin's R_K: with c
/// correct of s rows, t_k targets and p_k predictions of class k, (c·s − Σ t_k·p_k) ÷ √((s² − Σ p_k²)(s² − Σ t_k²)).
/// 0 where that is undefined: all predictions, or all targets, of one class. Source: Gorodkin, "Comparing two
/// K-category assignments by a K-category correlation coefficient", Comput. Biol. Chem. 28, 2004.
/// </summary>
internal sealed class Matthews : Metric
{
    public override string Name => "matthews";

    public override TaskKind Kind => TaskKind.Classification;

    public override bool NeedsTwoTargets => true;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        var confusion = new Confusion(predictions, targets);
        var rows = (double)confusion.Rows;
        var covariance = confusion.Correct * rows;
        var (predicted, target) = (rows * rows, rows * rows);
        foreach (var counts in confusion.Classes)
        {
            covariance -= (double)counts.Targets * counts.Predicted;
            predicted -= (double)counts.Predicted * counts.Predicted;
            target -= (double)counts.Targets * counts.Targets;
        }

        return predicted == 0 || target == 0 ? 0 : covariance / (Math.Sqrt(predicted) * Math.Sqrt(target));
    }
}
