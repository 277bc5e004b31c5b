namespace TaskGrid.Training.Metrics;

/// <summary>F1 of the positive class of two, which is the last label (index 1); 0 when that class is neither among
/// targets nor predictions.</summary>
internal sealed class BinaryF1 : Metric
{
    private const int Positive = 1;

    public override string Name => "f1";

    public override TaskKind Kind => TaskKind.Classification;

    public override bool Fits(TaskKind kind, int classes) => kind == Kind && classes == 2;

    private protected override double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        new Confusion(predictions, targets).F1(Positive);
}
