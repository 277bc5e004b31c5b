namespace TaskGrid.Training.Metrics;

/// <summary>Mean squared difference of predicted and true values; lower is better.</summary>
internal sealed class MeanSquaredError : Metric
{
    public override string Name => "mse";

    public override TaskKind Kind => TaskKind.Regression;

    public override bool HigherIsBetter => false;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        var sum = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            var difference = (double)predictions[row] - targets[row];
            sum += difference * difference;
        }

        return sum / targets.Length;
    }
}
