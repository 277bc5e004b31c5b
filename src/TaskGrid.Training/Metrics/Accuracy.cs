namespace TaskGrid.Training.Metrics;

/// <summary>Share of rows whose class is predicted.</summary>
internal sealed class Accuracy : Metric
{
    public override string Name => "accuracy";

    public override TaskKind Kind => TaskKind.Classification;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        var correct = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            correct += predictions[row] == targets[row] ? 1 : 0;
        }

        return (double)correct / targets.Length;
    }
}
