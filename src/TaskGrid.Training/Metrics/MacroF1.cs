namespace TaskGrid.Training.Metrics;

/// <summary>Unweighted mean of F1 over the classes that occur among targets or predictions.</summary>
internal sealed class MacroF1 : Metric
{
    public override string Name => "f1-macro";

    public override TaskKind Kind => TaskKind.Classification;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        new Confusion(predictions, targets).Classes.Average(counts => counts.F1);
}
